import type { PageReport } from '../../lib/messages.ts';

/** Whether an answer from a page is a report with everything that the popup shows; the page's side may be older. */
export function isPageReport(answer: unknown): answer is PageReport {
  if (!isRecord(answer) || !isRecord(answer.tender) || !Array.isArray(answer.findings)) return false;
  if (!Array.isArray(answer.areas)) return false;
  const { tender } = answer;
  if (typeof answer.adapter !== 'string' || typeof answer.kind !== 'string') return false;
  if (!isRecord(tender.cpv) || !Array.isArray(tender.lots)) return false;
  const texts = [tender.title, tender.reference, tender.deadline, tender.cpv.main, tender.valueNote];
  if (!texts.every((text) => text === null || typeof text === 'string')) return false;
  if (tender.buyer !== null && !(isRecord(tender.buyer) && typeof tender.buyer.name === 'string')) return false;
  return tender.value === null || (isRecord(tender.value) && typeof tender.value.amount === 'number');
}

/** Whether a page shows articles that there is advice on: no purchase to name, but a panel to open. */
export function isShopPage({ kind, tender, findings }: PageReport): boolean {
  return (kind === 'list' || kind === 'basket') && tender.title === null && findings.length > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
