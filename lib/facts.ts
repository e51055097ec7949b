import type { Advice } from './advice/advise.ts';
import type { ProcedureFacts, RelevantTarget } from './log/schema.ts';
import type { Money, Reading } from './portals/tender.ts';

/** The most that the background takes of each (`lib/log/schema.ts`, `lib/message-schema.ts`); a test holds them together. */
const most = { lots: 500, lotId: 60, lotsOfTarget: 200, relevant: 300 } as const;

const lotId = (id: string): string => id.slice(0, most.lotId);
/** A page may print more digits than a number has room for. */
const known = (money: Money | null): Money | null => (money && Number.isFinite(money.amount) ? money : null);
const cut = (text: string | null, length: number): string | null => text?.trim().slice(0, length) || null;

/**
 * What may be stored of a reading, and no more; null when the page has no title, for a procedure nobody can name
 * cannot be found again. The background drops secrets from the address; what was read from documents has none.
 */
export function factsOf(
  { tender, adapter }: Pick<Reading, 'tender' | 'adapter'> & Partial<Reading>,
  url: URL | null,
): ProcedureFacts | null {
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
    value: known(tender.value),
    deadline: cut(tender.deadline, 40),
    language: cut(tender.language, 12),
    lots: tender.lots.slice(0, most.lots).map(({ id, title: lotTitle, cpv, value }) => ({
      id: lotId(id),
      title: cut(lotTitle, 500),
      cpv: cpv.slice(0, 50),
      value: known(value),
    })),
    portal: adapter.slice(0, 40),
    url: url?.href.slice(0, 1000) ?? '',
  };
}

/**
 * The targets a procedure is measured by: what was shown as certain on the day, what binds most first. One that stands
 * in more lots than are kept concerns the whole tender.
 */
export function relevantOf(advice: Advice): RelevantTarget[] {
  return advice.shown.slice(0, most.relevant).map(({ target, version, area, lots, counts }) => ({
    target,
    version,
    area: area as RelevantTarget['area'],
    lots: lots.length > most.lotsOfTarget ? [] : lots.map(lotId),
    counts,
  }));
}
