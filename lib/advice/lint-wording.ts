import { buildMatchIndex } from '../matching/index-targets.ts';
import { compileIndex, findHits } from '../matching/matcher.ts';
import type { Block } from '../portals/tender.ts';
import type { TargetData } from '../targets/load.ts';
import { type TextLanguage, textLanguages, type Wording, type WordingRule } from '../targets/schema.ts';
import { findWording, labelsIn } from './wording.ts';

/** Fewest texts of each kind, for each rule in each language. */
const fewest = 3;

/**
 * Tries the examples of each rule as a tender's description: those that must be found are found by that rule, those that
 * must not are found by none, and none is found any more once the rule's own sentence stands behind it. One line per
 * problem, `targets/<id>: what is wrong`. Runs in the commands and tests only.
 */
export function lintWording(data: Omit<TargetData, 'files'>): string[] {
  const find = wordingFinder(data);
  return data.wording.rules.flatMap((rule) => [
    ...strayLabels(rule, data),
    ...textLanguages.flatMap((language) => {
      const { match, noMatch } = rule.examples[language];
      const say = (what: string) => `targets/${rule.id}: ${what} (${language})`;
      const mended = (text: string) => find(`${text} ${rule.mend[language]}`, language).includes(rule.id);
      return [
        ...(match.length < fewest ? [say(`has ${match.length} texts that must find it, and needs ${fewest}`)] : []),
        ...(noMatch.length < fewest ? [say(`has ${noMatch.length} texts that must not, and needs ${fewest}`)] : []),
        ...match
          .filter((text) => !find(text, language).includes(rule.id))
          .map((text) => say(`is not found by "${text}"`)),
        ...noMatch.filter((text) => find(text, language).length > 0).map((text) => say(`is found by "${text}"`)),
        ...match.filter(mended).map((text) => say(`its sentence does not mend "${text}"`)),
      ];
    }),
  ]);
}

/** Finds the rules that speak to a text, as the page does. */
export function wordingFinder(
  data: Omit<TargetData, 'files'>,
): (text: string, language: TextLanguage, wording?: Wording) => string[] {
  const matcher = compileIndex(buildMatchIndex(data, '2000-01-01'));
  return (text, language, wording = data.wording) => {
    const blocks: Block[] = [{ where: 'description', lot: null, text, source: null }];
    const hits = findHits(matcher, text, language).map((hit) => ({ ...hit, block: 0 }));
    const labels = labelsIn(matcher.index, hits);
    return findWording(wording, { blocks, labels, language }).map(({ rule }) => rule);
  };
}

function strayLabels({ id, triggers, spared }: WordingRule, { ecolabels }: Pick<TargetData, 'ecolabels'>): string[] {
  if (triggers !== null) return [];
  return spared
    .filter((label) => !ecolabels.some((known) => known.id === label))
    .map((label) => `targets/${id}: spares the ecolabel ${label}, which does not stand in ecolabels.json`);
}
