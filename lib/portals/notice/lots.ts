import type { Heading } from '../page/outline.ts';
import { type Stretch, slice, textOf } from '../page/text.ts';
import { valueBeside } from '../page/values.ts';
import type { Lot } from '../tender.ts';
import { cpvInSlot } from '../values/cpv.ts';
import { readAmount } from '../values/money.ts';
import { type Finder, type Found, hasKey } from './fields.ts';
import { lotsInTables, type TabledLot } from './lot-tables.ts';

/** A lot with the texts that belong to it. */
export interface LotReading {
  lot: Lot;
  title: Stretch | null;
  description: Stretch | null;
  /** False for the one part II.2 that an old form prints when there are no lots. */
  numbered: boolean;
}

/** Lots as printed, in the notice's order. A part without title, description or code is no lot. */
export function lotsOf(finder: Finder, country: string | null): LotReading[] {
  const names = new Set(finder.byLot.keys());
  const headings = new Map<string, Heading>();
  for (const heading of finder.outline.headings) {
    const { part, lot } = heading.place;
    if (part !== 'lot' || lot === null) continue;
    names.add(lot);
    if (!headings.has(lot)) headings.set(lot, heading);
  }
  const readings: LotReading[] = [];
  for (const name of names) {
    const reading = readLot(finder, name, headings.get(name), country);
    if (reading) readings.push(reading);
  }
  for (const tabled of lotsInTables(finder.outline, country)) {
    const known = readings.find(({ lot }) => numberOf(lot.id) === numberOf(tabled.lot.id));
    if (known) complete(known, tabled);
    else readings.push({ ...tabled, numbered: true });
  }
  // The old forms print one unnumbered part II.2 when there are no lots.
  const only = readings[0];
  if (readings.length === 1 && only && !only.numbered) return [];
  return readings;
}

/** "LOT-0002" and "2" are one lot. */
function numberOf(id: string): string {
  return id.replace(/^(?:LOT|PAR)-0*/u, '');
}

/** What a lot's own part leaves out, the overview may say. */
function complete({ lot }: LotReading, { lot: tabled }: TabledLot): void {
  lot.title ??= tabled.title;
  lot.value ??= tabled.value;
  if (lot.cpv.length === 0) lot.cpv = tabled.cpv;
}

/** Text of the one part II.2 of an old form without lots. */
export function unnumberedDescription(finder: Finder): Stretch | null {
  return finder.inLot('II.2/1', ['descr_procurement'], 'description')[0]?.value.stretch ?? null;
}

function readLot(
  finder: Finder,
  name: string,
  heading: Heading | undefined,
  country: string | null,
): LotReading | null {
  const title = finder.inLot(name, ['BT-21', 'title_contract', 'title'], 'title')[0]?.value.stretch ?? null;
  const description = finder.inLot(name, ['BT-24', 'descr_procurement'], 'description')[0]?.value.stretch ?? null;
  const codes = [
    ...finder.inLot(name, ['BT-262', 'cpv_main'], 'cpvMain'),
    ...finder.inLot(name, ['BT-263', 'cpv_additional'], 'cpvAdditional'),
  ].flatMap((found) => finder.outline.page.recallText('cpv', found.value.text, cpvInSlot));
  const printedTitle = title?.text ?? heading?.place.lotTitle ?? null;
  if (printedTitle === null && description === null && codes.length === 0) return null;
  const printed = printedNumber(finder, name);
  const counted = /^II\.2\/(\d+)$/.exec(name)?.[1];
  const value = firstAmount(
    finder,
    finder.inLot(name, ['BT-27', 'value_excl_vat', 'value_magnitude_estimated_total'], 'value'),
    country,
  );
  return {
    lot: { id: printed ?? counted ?? name, title: printedTitle, cpv: [...new Set(codes)], value },
    title: title ?? headingTitle(finder, heading),
    description,
    numbered: printed !== null || counted === undefined,
  };
}

/** The part of the heading that names the lot ("Kontorstole" of "Delkontrakt 2: Kontorstole"). */
function headingTitle({ outline }: Finder, heading: Heading | undefined): Stretch | null {
  const title = heading?.place.lotTitle;
  if (!heading || !title) return null;
  const { element } = heading;
  const stretch = outline.page.recall(element, 'text', () => ({ answer: textOf(element), seen: [element] }));
  const start = stretch.text.lastIndexOf(title);
  return start < 0 ? null : slice(stretch, start, start + title.length);
}

function firstAmount({ outline }: Finder, found: Found[], country: string | null): Lot['value'] {
  for (const { value } of found) {
    const read = (text: string) => readAmount(text, country).value;
    const amount = outline.page.recallText(`amount ${country}`, value.text, read);
    if (amount) return amount;
  }
  return null;
}

/** The number that an old form prints in a field of its own. */
function printedNumber(finder: Finder, name: string): string | null {
  const pair = finder.byLot.get(name)?.find((other) => hasKey(other, 'lot_number') || hasKey(other, 'lot_no'));
  const text = pair ? valueBeside(pair, finder.outline, false)?.text : undefined;
  return /\d+/.exec(text ?? '')?.[0] ?? null;
}
