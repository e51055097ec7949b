import type { PageKind, ReadingState, Tender } from './tender.ts';

/** What an adapter can point at on a page. */
export type FieldName =
  | 'title'
  | 'description'
  | 'buyer'
  | 'buyerId'
  | 'country'
  | 'role'
  | 'reference'
  | 'procedureId'
  | 'publicationNumber'
  | 'cpvMain'
  | 'cpvAdditional'
  | 'value'
  | 'maximum'
  | 'deadline'
  | 'phase'
  | 'language';

/** Which part of a notice a field stands in; eForms repeats the same labels for lots and organisations. */
export type Part = 'buyer' | 'procedure' | 'lot' | 'group' | 'result' | 'organisation' | 'information';

/**
 * One way to find a field; an adapter lists them best first.
 * - `labelKey`: end of an official label key (`data-labels-key`), whole after its last `|`; language-free
 * - `label`: the official label text in any language, see `labels.ts`
 * - `select`: a CSS selector by meaning; `part: 'afterLastDash'` keeps what follows the last " – ", `like` is a regular
 *   expression that the text must match
 * - `address`: a regular expression on the page's address, any case; its first group is the value
 */
export type Locator =
  | { labelKey: string; within?: Part[] }
  | { label: FieldName; within?: Part[] }
  | { select: string; part?: 'afterLastDash'; like?: string }
  | { address: string };

/** Label texts by field, lower case and without colon, as `normaliseLabel` gives them. */
export type OwnLabels = Partial<Record<FieldName, readonly string[]>>;

/**
 * How well the portal's pages are known: a real one was seen, its source or a reader of it, or only its addresses.
 * In the last case the official labels and the generic reader do the work.
 */
type Knowledge = 'seen' | 'source' | 'address';

/** A page kind by its address: regular expression on path, query and hash, any case. */
interface AddressKind {
  kind: PageKind;
  address: string;
}

/**
 * An address of the portal for the tests: the kind expected and, where there is one, the fixture that stands for the
 * page and what must be read from it, value by value; `lots` is their number. Each adapter's file exports its
 * `samples` beside the adapter, so that they are tested with it and left out of what goes into pages.
 */
export interface Sample {
  address: string;
  kind: PageKind;
  fixture?: string;
  /** Where it is not what the kind says: complete for a tender, an article or a basket, final for anything else. */
  state?: ReadingState;
  expected?: Partial<Omit<Tender, 'lots'>> & { lots?: number };
}

/**
 * How to read one portal, as data. Ids are never reused, since logged procedures name them.
 * Checked by `test/unit/portals/adapters.test.ts`, not at run time: this goes into every portal page.
 */
export interface Adapter {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2, `EU` for the Union; null where several countries are served. Decides what "kr." means. */
  country: string | null;
  knowledge: Knowledge;
  /** Day the facts behind it were last looked at. */
  lastVerified: string;
  /** Match patterns of the hosts, as in the manifest. */
  matches: string[];
  /** On a shared host: the paths and queries that are this adapter's, as a regular expression. */
  address?: string;
  /** First that fits decides. An address that fits none is read like any page. */
  kinds: AddressKind[];
  /** Parts of the page that only repeat the notice. */
  skip: string[];
  /** Another adapter takes over when the page carries this. */
  insteadWhen?: { select: string; adapter: string };
  /** A page of no known portal that carries this is read by this adapter: software that runs on many hosts. */
  marks?: string;
  /** Label texts that only this portal uses; they are found by `{ label }` and win over the general ones. */
  labels?: OwnLabels;
  fields: Record<FieldName, Locator[]>;
}
