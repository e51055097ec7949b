import { buildMatchIndex } from '../matching/index-targets.ts';
import { type Matched, matchTender } from '../matching/match.ts';
import { compileIndex } from '../matching/matcher.ts';
import type { Tender } from '../portals/tender.ts';
import { languageOf } from '../portals/values/language.ts';
import type { TargetData } from '../targets/load.ts';
import { type Target, textLanguages } from '../targets/schema.ts';
import { isShown } from './rank.ts';

/** Fewest texts of each kind; targets of area `all` are never found by words and have none. */
const fewest = 3;
/** From this score on a text is about an area, certain or not. */
const aboutArea = 0.3;

/**
 * Tries each target's own examples as tender titles: those that must match are shown, those that must not are not,
 * one of those that must match has none of the listed words in exactly that form, and one of those that must not is
 * about another area. One line per problem,
 * `targets/<id>: what is wrong`. Historical and outdated records are held to their examples too, as old decisions
 * point to them. Runs in the commands and tests only.
 */
export function lintExamples(data: Omit<TargetData, 'files'>): string[] {
  const targets = data.targets.map((target) => ({
    ...target,
    sourceState: 'inForce' as const,
    valid: { from: null, to: null },
  }));
  const matcher = compileIndex(buildMatchIndex({ ...data, targets }, '2000-01-01'));
  const known = new Map<string, Matched>();
  const matchText = (text: string): Matched => {
    const same = known.get(text);
    if (same) return same;
    const blocks = [{ where: 'title', lot: null, text, source: null }];
    const tender: Pick<Tender, 'cpv' | 'lots' | 'language'> = {
      cpv: { main: null, additional: [] },
      lots: [],
      language: languageOf(text),
    };
    const found = matchTender(matcher, tender, blocks);
    known.set(text, found);
    return found;
  };
  const isFound = ({ id, version }: Target, text: string): boolean => {
    const { findings } = matchText(text);
    return findings.some((finding) => finding.target === id && finding.version === version && isShown(finding));
  };
  const isNeighbour = (target: Target, text: string): boolean =>
    matchText(text).areas.some(({ area, score }) => area !== target.area && score >= aboutArea);
  return data.targets
    .filter(({ area, verified }) => area !== 'all' && verified)
    .flatMap((target) => {
      const { match, noMatch } = target.examples;
      const say = (what: string) => `targets/${target.id}: ${what}`;
      return [
        ...(match.length < fewest ? [say(`has ${match.length} texts that must find it, and needs ${fewest}`)] : []),
        ...(noMatch.length < fewest ? [say(`has ${noMatch.length} texts that must not, and needs ${fewest}`)] : []),
        ...match.filter((text) => !isFound(target, text)).map((text) => say(`is not found by "${text}"`)),
        ...noMatch.filter((text) => isFound(target, text)).map((text) => say(`is found by "${text}"`)),
        ...(match.every((text) => hasListedWord(target, text)) ? [say('is only tried with its own words')] : []),
        ...(noMatch.some((text) => isNeighbour(target, text)) ? [] : [say('is not tried with a neighbouring area')]),
      ];
    });
}

/** Whether a text has one of the target's words in exactly the form that is listed. */
function hasListedWord({ terms }: Target, text: string): boolean {
  const words = textLanguages.flatMap((language) => (terms[language] ?? []).map(({ word }) => word));
  return words.some((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
  });
}
