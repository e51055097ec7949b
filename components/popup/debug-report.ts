import type { PageReport } from '../../lib/messages.ts';

/** What the page says in its own words or figures; the rest of a report is codes, ids of ours and what became of them. */
const ownWords = ['title', 'buyer', 'otherBuyers', 'reference', 'value', 'valueNote', 'lots'] as const;

/**
 * The report of a page as a user copies it. Title, buyers, reference, value, lots and quoted words are replaced by how
 * long they are, so that one can see what was found and send it on; numbers of a notice stay, for they are public as
 * soon as there are any, and lead to what went wrong.
 * @param withText leaves everything as the page has it
 */
export function debugReport(report: PageReport, withText: boolean): string {
  const shown = withText
    ? report
    : {
        ...report,
        tender: {
          ...report.tender,
          ...Object.fromEntries(ownWords.map((name) => [name, lengths(report.tender[name])])),
        },
        findings: report.findings.map(withoutQuotes),
        areas: report.areas.map(withoutQuotes),
      };
  return JSON.stringify(shown, null, 2);
}

function withoutQuotes<T extends Pick<PageReport['findings'][number], 'reasons'>>(found: T): T {
  const reasons = found.reasons.map(({ kind, text, where }) => ({
    kind,
    // A code of the official list tells nothing that the tender's own codes above do not.
    text: kind === 'cpv' ? text : said(text),
    where: where.replace(/^lots\/.*\/(\w+)$/, 'lots/…/$1'),
  }));
  return { ...found, reasons };
}

/** The same shape with every word and figure replaced by its length; what was not found stays null. */
function lengths(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(lengths);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, lengths(part)]));
  }
  return said(String(value));
}

const said = (text: string): string => `found, ${text.length} characters`;
