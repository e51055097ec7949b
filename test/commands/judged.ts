import { readFile } from 'node:fs/promises';
import { type Judged, shownOf } from './evaluation.ts';

/**
 * Findings of the tune half that a person judged by reading the tender: is something of that area bought? A code may
 * say otherwise, since buyers choose coarse ones. A hundred of those shown, drawn by the hash of tender and area; ids and verdicts only.
 */
const file = new URL('../fixtures/judged-findings.tsv', import.meta.url);

/** Of the judged findings that are shown, how many there are and how many are right. */
export async function judgedByEye(tenders: readonly Judged[]): Promise<{ shown: number; right: number }> {
  const byId = new Map(tenders.map((tender) => [tender.id, tender]));
  const verdicts = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([id = '', area = '']) => {
      const tender = byId.get(id);
      return tender !== undefined && shownOf(tender).has(area);
    });
  return { shown: verdicts.length, right: verdicts.filter(([, , verdict]) => verdict === 'right').length };
}
