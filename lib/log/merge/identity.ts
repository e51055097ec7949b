import { digest } from '../digest.ts';
import type { Procedure, ProcedureFacts } from '../schema.ts';

/** Parts of a query key that speak of a secret wherever they stand ("accessToken", "X-Amz-Signature"). */
const secretParts = /token|secret|passw|session|signature|apikey|credential|ticket|jwt|saml|auth(?!or(?!i[sz]))/i;
/** Short words that do so only as a word of their own ("sig", "api_key", but not "signal" or "keyword"). */
const secretWords = new Set([
  'key',
  'sig',
  'sid',
  'pwd',
  'pass',
  'otp',
  'pin',
  'nonce',
  'login',
  'user',
  'email',
  'mail',
]);
/** Keys that only follow a reader about; left in, one page would have many addresses. */
const trackingKey = /^(utm_|mc_|_ga|gclid$|fbclid$|msclkid$)/i;

function isUnwanted(key: string, value: string): boolean {
  if (trackingKey.test(key) || secretParts.test(key) || /^eyJ[\w-]+\.[\w-]+/.test(value)) return true;
  if (/^(code|state)$/i.test(key)) return true;
  const words = key.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.some((word) => secretWords.has(word));
}

/** A query without what must not be stored; the rest keeps its spelling, for `URLSearchParams` would write it anew. */
function cleanQuery(query: string): string {
  const kept = query.split('&').filter((pair) => {
    const [key = '', ...value] = pair.split('=');
    return key !== '' && !isUnwanted(decode(key), decode(value.join('=')));
  });
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** A route kept in the fragment by a single-page portal, when it names something by number or uuid; else nothing. */
function cleanFragment(fragment: string): string {
  const route = /^#(!?\/[^?]*)(?:\?(.*))?$/.exec(fragment);
  const [, path = '', query = ''] = route ?? [];
  if (path === '') return '';
  const cleaned = `${withoutPathSession(path)}${cleanQuery(query)}`;
  return /\d/.test(cleaned) ? `#${cleaned}` : '';
}

const withoutPathSession = (path: string) => path.replace(/;[^/?#]*/g, '');

/**
 * A page's address as it may be stored: without name and password, query keys that look like secrets, tracking, and the
 * fragment, except a single-page portal's route that carries an id. Ids such as `noticeId` stay.
 * An address that is not http(s) comes out empty.
 */
export function cleanAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  const address = new URL(url);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return '';
  const path = withoutPathSession(address.pathname);
  return `${address.origin}${path}${cleanQuery(address.search.slice(1))}${cleanFragment(address.hash)}`;
}

/** Spelling that two portals can be expected to share: case, spaces and punctuation of company forms do not count. */
function normalised(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * One spelling for the numbers of the Official Journal: TED's own ("287641-2016"), that of the printed journal
 * ("2016/S 159-287641") and udbud.dk's with leading zeros ("00403929-2099"). Six digits with zeros in front are the
 * British portal's own numbers, of other notices.
 */
function publicationKey(printed: string): string {
  const text = printed.toLowerCase().replace(/\s+/g, '');
  const journal = /^(\d{4})\/s\d{1,3}-0*(\d+)$/.exec(text);
  if (journal) return `${journal[2]}-${journal[1]}`;
  return /^0\d{5}-\d{4}$/.test(text) ? text : text.replace(/^0+(?=\d+-\d{4}$)/, '');
}

/**
 * Every key by which a procedure can be found again, strongest first: `eu:` eForms BT-04, `pub:` publication number,
 * `ref:` the buyer and its own reference, `url:` the cleaned address, `name:` the buyer and the title. The last two say
 * only that it may be the same.
 */
export function identityKeys(facts: ProcedureFacts): string[] {
  const keys: string[] = [];
  if (facts.procedureId) keys.push(`eu:${facts.procedureId.trim().toLowerCase()}`);
  if (facts.publicationNumber) keys.push(`pub:${publicationKey(facts.publicationNumber)}`);
  const name = normalised(facts.buyer?.name ?? '');
  const number = facts.buyer?.id?.replace(/\s+/g, '').toLowerCase() ?? '';
  const printed = facts.reference?.trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
  // "-" or "1" is what a field holds when there is no reference.
  const reference = (printed.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 3 ? '' : printed;
  // One portal prints the buyer's number, another only its name.
  for (const buyer of [number, name]) {
    if (buyer !== '' && reference !== '') keys.push(`ref:${buyer}:${reference}`);
  }
  const url = cleanAddress(facts.url);
  if (url !== '') keys.push(`url:${url}`);
  const title = normalised(facts.title);
  if (name !== '' && title !== '') keys.push(`name:${name}:${title}`);
  return keys;
}

/** Digests of the keys that name a procedure for certain; by them sightings of several devices are one procedure. */
export function linksOf(keys: readonly string[]): string[] {
  const certain = keys.filter((key) => /^(eu|pub|ref):/.test(key));
  return [...new Set(certain.map((key) => `${key.slice(0, key.indexOf(':'))}:${digest(key)}`))].sort();
}

const kinds = ['eu', 'pub', 'ref', 'url', 'name'] as const;
type KeyKind = (typeof kinds)[number];

/** Keys that, when both sides have one and none is shared, say that a weaker match is another procedure's. */
const contradictedBy: Record<KeyKind, KeyKind[]> = {
  eu: [],
  pub: ['eu'],
  ref: ['eu'],
  url: ['eu', 'pub', 'ref'],
  name: ['eu'],
};

const ofKind = (keys: readonly string[], kind: KeyKind) => keys.filter((key) => key.startsWith(`${kind}:`));

/** The strongest kind of key by which these are the procedure; null when none is. */
function agreement(keys: readonly string[], procedure: Procedure): KeyKind | null {
  const shares = (kind: KeyKind) => ofKind(keys, kind).some((key) => procedure.keys.includes(key));
  const differs = (kind: KeyKind) =>
    ofKind(keys, kind).length > 0 && ofKind(procedure.keys, kind).length > 0 && !shares(kind);
  return kinds.find((kind) => shares(kind) && !contradictedBy[kind].some(differs)) ?? null;
}

/** Whether a page says what is known: the same title, and no other buyer. */
function saysTheSame(facts: ProcedureFacts, procedure: Procedure): boolean {
  const [buyer, known] = [facts, procedure].map((one) => normalised(one.buyer?.name ?? ''));
  return normalised(facts.title) === normalised(procedure.title) && (!buyer || !known || buyer === known);
}

/** What the stored procedures are to a page. */
export interface Match {
  /** The procedure that the page is about; null when none is for certain. */
  certain: Procedure | null;
  /** Another one that it may be: only the buyer can say. */
  possible: Procedure | null;
}

/**
 * Which of the procedures that share a key a page is about. An id says so for certain, the strongest one first, then who
 * was followed first. An address does only where title and buyer are as they were, as when the page is loaded again: many
 * portals show every tender at one address. An address with another title, however much alike, or buyer and title alone,
 * is a question to the buyer.
 */
export function matchOf(facts: ProcedureFacts, candidates: readonly Procedure[]): Match {
  const keys = identityKeys(facts);
  const ranked = candidates
    .flatMap((procedure) => {
      const kind = agreement(keys, procedure);
      if (kind === null) return [];
      const isCertain = kind === 'url' ? saysTheSame(facts, procedure) : kind !== 'name';
      return [{ procedure, isCertain, rank: kinds.indexOf(kind) }];
    })
    .sort((a, b) => a.rank - b.rank || Date.parse(a.procedure.followedAt) - Date.parse(b.procedure.followedAt));
  const certain = ranked.find(({ isCertain }) => isCertain)?.procedure ?? null;
  const possible = ranked.find(({ procedure, isCertain }) => !isCertain && procedure !== certain)?.procedure ?? null;
  return { certain, possible };
}

/** Digests of what a page is told by, kept where the buyer has said that it is not a procedure that it looks like. */
export function pageDigests(facts: ProcedureFacts): string[] {
  return [digest(`${cleanAddress(facts.url)} ${normalised(facts.title)}`), ...linksOf(identityKeys(facts))];
}
