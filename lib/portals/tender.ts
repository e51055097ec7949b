/**
 * What is read from a page. Field for field the `tender` of the PageReport, plus the text blocks that
 * matching works on. A field that was not found is null; nothing is guessed.
 */
export interface Tender {
  title: string | null;
  buyer: Buyer | null;
  otherBuyers: Buyer[];
  /** The buyer's own reference (BT-22, sagsnr.). */
  reference: string | null;
  /** eForms BT-04, stable over the notices of one procedure. */
  procedureId: string | null;
  /** TED or portal publication number, as printed ("462609-2026"). */
  publicationNumber: string | null;
  cpv: { main: string | null; additional: string[] };
  /** The estimate, excluding VAT where the page says so. A range or maximum stands in `valueNote`. */
  value: Money | null;
  valueNote: string | null;
  /** ISO 8601 with time and offset where the page gives them, else the date. */
  deadline: string | null;
  /** Language of the content, not of the interface: da, nb, nn, sv, en, … */
  language: string | null;
  phase: 'planning' | 'specification' | 'tender' | 'award' | 'contract' | null;
  lots: Lot[];
}

export interface Buyer {
  name: string;
  id: string | null;
  /** DK-CVR, NO-ORG, … ; null when the number's kind is not known. */
  scheme: string | null;
}

export interface Money {
  amount: number;
  /** ISO 4217. */
  currency: string;
}

export interface Lot {
  id: string;
  title: string | null;
  cpv: string[];
  value: Money | null;
}

/** How a stretch of text leads back to the page: the text nodes it was put together from. */
export interface TextSource {
  nodes: Text[];
  /** `starts[i]` is the offset in the block's text where `nodes[i]` begins; same length as `nodes`. */
  starts: number[];
  /** Offset inside `nodes[i]` that `starts[i]` stands for. */
  offsets: number[];
  /** Number of characters taken from `nodes[i]`. */
  lengths: number[];
}

/**
 * One stretch of tender text. `where` names the place in words a program can read:
 * `title`, `description`, `text` (the rest of the page), `lots/<lot id>/title`, `lots/<lot id>/description`.
 */
export interface Block {
  where: string;
  lot: string | null;
  text: string;
  /** Absent when the text does not come from text nodes (a form field's value, a file). */
  source: TextSource | null;
}

export type PageKind = 'notice' | 'list' | 'form' | 'item' | 'basket' | 'login' | 'none';

/** `retryable`: the page has not rendered yet; `final`: there is no tender here. */
export type ReadingState = 'complete' | 'retryable' | 'final';

export interface Reading {
  /** Id of the adapter that read the page, `generic` for the generic reader. */
  adapter: string;
  kind: PageKind;
  state: ReadingState;
  tender: Tender;
  blocks: Block[];
  /** The element the pill stands beside: the tender's title on the page, if it has one. */
  titleElement: Element | null;
  /** The articles of a shop's page: the one of an item page, those of a list or a basket. Absent elsewhere. */
  items?: Item[];
}

/** An article of a shop, a catalogue or a basket. Its numbers are the shop's: none of them is ever read as a CPV code. */
export interface Item {
  title: string;
  description: string | null;
  category: string | null;
  brand: string | null;
  price: Money | null;
  gtin: string | null;
  sku: string | null;
  /** How many stand in the basket; null outside one. */
  quantity: number | null;
  /** All that belongs to it on the page: its card, its row. Null for one that the page's data alone tells of. */
  element: Element | null;
  titleElement: Element | null;
  /** `title` and `description`, the category with it: what matching works on. */
  blocks: Block[];
  /** Words around it that may name an ecolabel: all of its card, what its pictures are called, its certificates. */
  labels: string;
}
