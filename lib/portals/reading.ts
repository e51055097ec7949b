import type { Adapter } from './adapter.ts';
import type { PageKind, Reading, ReadingState, Tender } from './tender.ts';

/** A tender of which nothing is known. */
export const emptyTender: Readonly<Tender> = {
  title: null,
  buyer: null,
  otherBuyers: [],
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: null, additional: [] },
  value: null,
  valueNote: null,
  deadline: null,
  language: null,
  phase: null,
  lots: [],
};

/** A reading without a tender. */
export function nothing(adapter: Adapter, kind: PageKind, state: ReadingState): Reading {
  return {
    adapter: adapter.id,
    kind,
    state,
    tender: { ...emptyTender, otherBuyers: [], cpv: { main: null, additional: [] }, lots: [] },
    blocks: [],
    titleElement: null,
  };
}

/** The country whose crowns a text of this language means; null where the language does not say. */
export function countryOfLanguage(language: string | null): string | null {
  if (language === 'da') return 'DK';
  if (language === 'nb' || language === 'nn') return 'NO';
  return language === 'sv' ? 'SE' : null;
}
