import { readFile } from 'node:fs/promises';
import { type Judged, shownOf } from './evaluation.ts';

/**
 * Findings of the tune half that a person judged by reading the tender: is something of that area bought? A code may
 * say otherwise, since buyers choose coarse ones. A hundred of those shown, drawn by the hash of tender and area; ids and verdicts only.
 */
const file = new URL('../fixtures/judged-findings.tsv', import.meta.url);

/** The verdicts, `right` or `wrong`, by the tender's id and the area with a space between. */
export async function verdictsByEye(): Promise<Map<string, string>> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [id = '', area = '', verdict = ''] = line.split('\t');
      return [`${id} ${area}`, verdict];
    }),
  );
}

/**
 * Of the judged findings that are shown, how many there are and how many are right; and of the right ones, how many lie
 * under a code of the buyer. By the codes nobody does better than that share, however well the text is read.
 */
export async function judgedByEye(
  tenders: readonly Judged[],
): Promise<{ shown: number; right: number; coded: number }> {
  const verdicts = await verdictsByEye();
  const counts = { shown: 0, right: 0, coded: 0 };
  for (const tender of tenders) {
    for (const area of shownOf(tender)) {
      const verdict = verdicts.get(`${tender.id} ${area}`);
      if (verdict === undefined) continue;
      counts.shown++;
      if (verdict !== 'right') continue;
      counts.right++;
      if (tender.all.has(area)) counts.coded++;
    }
  }
  return counts;
}
