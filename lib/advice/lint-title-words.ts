import { buildMatchIndex } from '../matching/index-targets.ts';
import { packWords } from '../matching/lexicon.ts';
import { compileIndex, findHits } from '../matching/matcher.ts';
import type { TargetData } from '../targets/load.ts';
import type { TextLanguage } from '../targets/schema.ts';

/**
 * Finds words of titles that stand in two lists or out of order, and those that would hide a target from its own words.
 * One line per problem, `targets/title-words.json: what is wrong`. Runs in the commands and tests only.
 */
export function lintTitleWords(data: Omit<TargetData, 'files'>): string[] {
  const targets = data.targets.map((target) => ({
    ...target,
    sourceState: 'inForce' as const,
    valid: { from: null, to: null },
  }));
  const matcher = compileIndex(buildMatchIndex({ ...data, targets }, '2000-01-01'));
  const areaOf = (owner: number) => matcher.index.targets[owner]?.area;
  const say = (what: string) => `targets/title-words.json: ${what}`;
  return Object.entries(data.titleWords).flatMap(([language, byArea]) => {
    const owners = new Map<string, string>();
    return Object.entries(byArea).flatMap(([area, words = []]) => {
      const sorted = [...new Set(words)].sort();
      const unsorted = words.findIndex((word, place) => word !== sorted[place]);
      const problems =
        unsorted < 0 ? [] : [say(`"${words[unsorted]}" (${language}, ${area}) does not stand in its place`)];
      for (const word of words) {
        const stem = packWords([word], language as TextLanguage).replace('*', '');
        const other = owners.get(stem);
        if (other && other !== area) problems.push(say(`"${word}" (${language}) stands for ${other} and ${area}`));
        owners.set(stem, area);
        const text = word.replace('*', '');
        const own = findHits(matcher, text, language)
          .filter(({ role, weak, start, end }) => role === 'target' && !weak && start === 0 && end === text.length)
          .map(({ owner }) => owner);
        const [first] = own;
        if (first === undefined || own.some((owner) => areaOf(owner) === area || areaOf(owner) === 'all')) continue;
        problems.push(say(`"${word}" (${language}, ${area}) hides the target ${matcher.index.targets[first]?.id}`));
      }
      return problems;
    });
  });
}
