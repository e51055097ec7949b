import type { Advice } from './advice/advise.ts';
import type { ProcedureFacts, RelevantTarget } from './log/schema.ts';
import type { Reading } from './portals/tender.ts';

const cut = (text: string | null, length: number): string | null => text?.trim().slice(0, length) || null;

/**
 * What may be stored of a reading, and no more; null when the page has no title, for a procedure nobody can name
 * cannot be found again. The background drops secrets from the address.
 */
export function factsOf({ tender, adapter }: Reading, url: URL): ProcedureFacts | null {
  const title = cut(tender.title, 500);
  if (title === null) return null;
  const buyer = cut(tender.buyer?.name ?? null, 300);
  return {
    title,
    buyer:
      buyer === null
        ? null
        : { name: buyer, id: cut(tender.buyer?.id ?? null, 40), scheme: cut(tender.buyer?.scheme ?? null, 20) },
    reference: cut(tender.reference, 120),
    procedureId: cut(tender.procedureId, 80),
    publicationNumber: cut(tender.publicationNumber, 60),
    cpv: { main: tender.cpv.main, additional: tender.cpv.additional.slice(0, 200) },
    value: tender.value,
    deadline: cut(tender.deadline, 40),
    language: cut(tender.language, 12),
    lots: tender.lots.slice(0, 500).map(({ id, title: lotTitle, cpv, value }) => ({
      id: id.slice(0, 60),
      title: cut(lotTitle, 500),
      cpv: cpv.slice(0, 50),
      value,
    })),
    portal: adapter.slice(0, 40),
    url: url.href.slice(0, 1000),
  };
}

/** The targets a procedure is measured by: what was shown as certain on the day. */
export function relevantOf(advice: Advice): RelevantTarget[] {
  return advice.shown.map(({ target, version, area, lots, counts }) => ({
    target,
    version,
    area: area as RelevantTarget['area'],
    lots,
    counts,
  }));
}
