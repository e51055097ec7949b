import type { Adapter, FieldName, Locator } from '../adapter.ts';
import { addressOf } from '../adapters/index.ts';
import type { Outline, Pair } from '../page/outline.ts';
import type { PageRoot } from '../page/page.ts';
import { textOf } from '../page/text.ts';
import { type Value, valueBeside } from '../page/values.ts';
import { lotTables } from './lot-tables.ts';
import { organisationTables } from './organisation-tables.ts';

/** A value found, with the label it stood beside; `pair` is null for selectors and addresses. */
export interface Found {
  pair: Pair | null;
  value: Value;
}

/** Fields whose text runs over several paragraphs. */
const long = new Set<FieldName>(['description']);

/** Fields whose official rendering puts each value on a line of its own. */
const listed = new Set<FieldName>(['cpvMain', 'cpvAdditional']);

/** Parts that repeat the procedure's labels for something else. */
const repeating = new Set(['lot', 'group', 'result', 'organisation']);

/** Whether the pair carries this official key: whole, or the business term with any qualifier after it. */
export function hasKey(pair: Pair, labelKey: string): boolean {
  const tail = pair.key?.slice(pair.key.lastIndexOf('|') + 1);
  if (tail === undefined || !tail.startsWith(labelKey)) return false;
  const next = tail[labelKey.length];
  return next === undefined || next === '-' || next === '(';
}

function pairsFor(locator: Locator, pairs: readonly Pair[]): Pair[] {
  if ('labelKey' in locator) {
    return pairs.filter((pair) => hasKey(pair, locator.labelKey) && isWithin(pair, locator.within));
  }
  if (!('label' in locator)) return [];
  return pairs.filter(
    (pair) =>
      pair.field === locator.label &&
      (locator.within ? isWithin(pair, locator.within) : !repeating.has(pair.place.part ?? '')),
  );
}

function isWithin(pair: Pair, parts: readonly string[] | undefined): boolean {
  return parts === undefined || (pair.place.part !== null && parts.includes(pair.place.part));
}

/** What follows the last " – ": TED writes "Country – kind of thing – title" into its headings. */
function afterLastDash(value: Value): Value {
  const at = value.stretch.text.lastIndexOf(' – ');
  if (at < 0) return value;
  return { ...value, text: value.text.slice(value.text.lastIndexOf(' – ') + 3) };
}

/** A value that does not come from the page's text. */
function plain(text: string, element: Element): Value {
  return { stretch: { text, source: { nodes: [], starts: [], offsets: [], lengths: [] } }, text, element };
}

/** Finds fields on one page with the locators of one adapter. */
export interface Finder {
  outline: Outline;
  /** Every value of the first locator that finds any. */
  all(field: FieldName): Found[];
  /** The first of them. */
  first(field: FieldName): Found | null;
  /** Labels of the field by the first locator that meets any, with or without a value beside them. */
  labels(field: FieldName): Pair[];
  /** Values by label text in any part of the notice, lots included. */
  everywhere(field: FieldName): Found[];
  /** Labels of each lot, lots in the notice's order. */
  byLot: ReadonlyMap<string, readonly Pair[]>;
  /** Values of a lot, by key endings, else by label text. */
  inLot(lot: string, keys: readonly string[], field: FieldName): Found[];
}

/** A finder for the page behind the outline. */
export function finderOf(adapter: Adapter, document: PageRoot, url: URL, outline: Outline): Finder {
  const byLot = new Map<string, Pair[]>();
  const tables = new Set([...lotTables(outline), ...organisationTables(outline)]);
  const ofTender =
    tables.size === 0
      ? outline.pairs
      : outline.pairs.filter(({ label }) => !tables.has(label.closest('table') as Element));
  for (const pair of ofTender) {
    const { part, lot } = pair.place;
    if (part !== 'lot' || lot === null) continue;
    const pairs = byLot.get(lot);
    if (pairs) pairs.push(pair);
    else byLot.set(lot, [pair]);
  }
  const read = (pairs: readonly Pair[], field: FieldName, limit: number): Found[] => {
    const found: Found[] = [];
    for (const pair of pairs) {
      const value = valueBeside(pair, outline, long.has(field) || (pair.key !== null && listed.has(field)));
      if (value) found.push({ pair, value });
      if (found.length === limit) break;
    }
    return found;
  };
  const locate = (locator: Locator, field: FieldName, limit: number): Found[] => {
    if ('address' in locator) {
      const text = new RegExp(locator.address, 'i').exec(addressOf(url))?.[1];
      return text === undefined ? [] : [{ pair: null, value: plain(text, document.documentElement) }];
    }
    if ('select' in locator) {
      const found: Found[] = [];
      const like = new RegExp(locator.like ?? '.', 'u');
      for (const element of document.querySelectorAll(locator.select)) {
        const stretch = outline.page.recall(element, 'text', () => ({ answer: textOf(element), seen: [element] }));
        const value = { stretch, text: stretch.text, element };
        if (like.test(stretch.text)) found.push({ pair: null, value: locator.part ? afterLastDash(value) : value });
      }
      return found;
    }
    return read(pairsFor(locator, ofTender), field, limit);
  };
  const find = (field: FieldName, limit: number): Found[] => {
    for (const locator of adapter.fields[field]) {
      const found = locate(locator, field, limit);
      if (found.length > 0) return found;
    }
    return [];
  };
  return {
    outline,
    byLot,
    all: (field) => find(field, Number.POSITIVE_INFINITY),
    first: (field) => find(field, 1)[0] ?? null,
    labels(field) {
      for (const locator of adapter.fields[field]) {
        const pairs = pairsFor(locator, ofTender);
        if (pairs.length > 0) return pairs;
      }
      return [];
    },
    everywhere: (field) =>
      read(
        ofTender.filter((pair) => pair.field === field),
        field,
        Number.POSITIVE_INFINITY,
      ),
    inLot(lot, keys, field) {
      const pairs = byLot.get(lot) ?? [];
      const keyed = pairs.filter((pair) => keys.some((key) => hasKey(pair, key)));
      return read(
        keyed.length > 0 ? keyed : pairs.filter((pair) => pair.field === field),
        field,
        Number.POSITIVE_INFINITY,
      );
    },
  };
}
