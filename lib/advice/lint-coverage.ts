import type { Coverage } from '../matching/finding.ts';
import { buildMatchIndex } from '../matching/index-targets.ts';
import type { PlacedHit } from '../matching/match.ts';
import { compileIndex, findHits } from '../matching/matcher.ts';
import type { Block } from '../portals/tender.ts';
import type { CatalogueTarget, TargetData } from '../targets/load.ts';
import { type Language, languages, type Target } from '../targets/schema.ts';
import { coverageOf } from './coverage.ts';

/**
 * Finds wordings that would call a text covered that is not: each target's phrases must cover its own criterion, must
 * not cover it any more when a number in it is made laxer, and must not cover the criterion of a target of another
 * area. One line per problem, `targets/<id>: what is wrong`. Runs in the commands and tests only.
 */
export function lintCoverage(data: Omit<TargetData, 'files'>, day: string): string[] {
  const current = { ...data, targets: data.targets.filter(isCurrent).map(awake) };
  const matcher = compileIndex(buildMatchIndex(current, day));
  /** Coverage of the targets whose own words stand in the text, and of `always`. */
  const verdicts = (text: string, language: Language, always: number): Map<number, Coverage> => {
    const blocks: Block[] = [{ where: 'description', lot: null, text, source: null }];
    const hits = findHits(matcher, text, language).map((hit): PlacedHit => ({ ...hit, block: 0 }));
    const met = new Set([
      always,
      ...hits.filter(({ role, weak }) => role === 'target' && !weak).map(({ owner }) => owner),
    ]);
    const covered = [...coverageOf(matcher.index, hits, blocks)].filter(([owner]) => met.has(owner));
    return new Map(covered.map(([owner, { coverage }]) => [owner, coverage]));
  };
  return current.targets.flatMap((target, owner) =>
    languages.flatMap((language) => {
      const text = target.criterion?.text[language];
      if (text === undefined) return [];
      const own = verdicts(text, language, owner);
      const problems: string[] = [];
      const hasPhrases = (target.coverage[language]?.length ?? 0) > 0;
      if (hasPhrases && own.get(owner) !== 'covered') {
        problems.push(`targets/${target.id}: its ${language} wordings do not cover its own criterion`);
      }
      for (const laxer of hasPhrases ? laxerTexts(target, text) : []) {
        if (verdicts(laxer.text, language, owner).get(owner) === 'covered') {
          problems.push(`targets/${target.id}: its ${language} wordings also cover ${laxer.what}`);
        }
      }
      for (const [other, verdict] of own) {
        const otherTarget = current.targets[other];
        if (verdict !== 'covered' || !otherTarget || otherTarget.area === target.area) continue;
        if (otherTarget.area === 'all' || target.area === 'all') continue;
        problems.push(`targets/${otherTarget.id}: its wordings cover the ${language} criterion of ${target.id}`);
      }
      return problems;
    }),
  );
}

/** Records that may be shown as requirements or as on their way; the others cover nothing any more. */
function isCurrent({ sourceState, verified }: Target): boolean {
  return verified && sourceState !== 'historical' && sourceState !== 'outdated';
}

const awake = (target: CatalogueTarget): CatalogueTarget => ({
  ...target,
  sourceState: 'inForce',
  valid: { from: null, to: null },
});

/** The criterion with one of the target's numbers made laxer, where the number stands in it. */
function laxerTexts({ thresholds }: Target, text: string): { what: string; text: string }[] {
  return thresholds.flatMap(({ op, value }) => {
    if (op === '=') return [];
    if (typeof value === 'string') {
      const worse = String.fromCharCode(value.charCodeAt(0) + 2);
      const stated = new RegExp(`((?:klasse|class)\\s+)${value}(?![\\p{L}+])`, 'giu');
      const laxer = text.replace(stated, `$1${worse}`);
      return laxer === text ? [] : [{ what: `class ${worse} where ${value} is asked`, text: laxer }];
    }
    const other = op === '>=' || op === '>' ? Math.max(1, Math.round(value / 2)) : Math.ceil(value * 2 + 1);
    const spellings = [String(value), value.toLocaleString('da'), value.toLocaleString('en')];
    const stated = new RegExp(
      `(?<![\\d.,])(?:${spellings.map((one) => one.replace(/[.\s]/g, '\\$&')).join('|')})(?![\\d])`,
      'gu',
    );
    const laxer = text.replace(stated, String(other));
    return laxer === text ? [] : [{ what: `${other} where ${value} is asked`, text: laxer }];
  });
}
