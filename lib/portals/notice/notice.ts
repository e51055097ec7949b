import type { Adapter } from '../adapter.ts';
import type { Outline } from '../page/outline.ts';
import type { PageRoot } from '../page/page.ts';
import { lineWith, restText } from '../page/rest.ts';
import { type Stretch, squeeze, textLimit, textOf } from '../page/text.ts';
import { countryOfLanguage } from '../reading.ts';
import type { Block, Reading, Tender } from '../tender.ts';
import { cpvInSlot, findCpv } from '../values/cpv.ts';
import { readDeadline } from '../values/dates.ts';
import { languageOf } from '../values/language.ts';
import { readAmount } from '../values/money.ts';
import { officialLanguages } from '../values/official-languages.ts';
import { readPublicationNumber, readReference } from '../values/references.ts';
import { buyerCountry, buyersOf } from './buyers.ts';
import { type Finder, finderOf } from './fields.ts';
import { isArticle } from './linked-data.ts';
import { type LotReading, lotsOf, unnumberedDescription } from './lots.ts';
import { phaseOf } from './phase.ts';
import { type TenderData, tenderDataOf } from './tender-data.ts';

interface Titled {
  stretch: Stretch;
  text: string;
  element: Element;
  labelled: boolean;
}

/** The title from its field, else the page's main heading. */
function titleOf(finder: Finder, data: TenderData | null): Titled | null {
  const found = finder.first('title');
  if (found) {
    const { stretch, text, element } = found.value;
    const title = found.pair ? squeeze(stretch.text) : text;
    if (title !== '') return { stretch, text: title, element, labelled: found.pair !== null };
  }
  const headings = finder.outline.headings.filter(
    ({ text, place }) => text.length >= 6 && place.part === null && finder.outline.fieldOf(text) === null,
  );
  const heading = headings.find(({ level }) => level === 1) ?? headings[0];
  if (!heading && data?.title) {
    const element = finder.outline.page.documentElement;
    return { stretch: unplaced(data.title), text: data.title, element, labelled: false };
  }
  if (!heading) return null;
  return { stretch: textOf(heading.element), text: heading.text, element: heading.element, labelled: false };
}

/** A text that stands nowhere on the page. */
function unplaced(text: string): Stretch {
  return { text, source: { nodes: [], starts: [], offsets: [], lengths: [] } };
}

/** The description of the page's data, unless the page shows it anyway. */
function describedBy(data: TenderData | null, outline: Outline): Stretch | null {
  const text = data?.description ?? null;
  return text === null || lineWith(outline, text.slice(0, 60)) ? null : unplaced(text);
}

/** The heading that shows the title, else the first line that does, else the field itself. */
function titleElementOf(title: Titled, outline: Outline): Element {
  const shown = outline.headings.find(({ text, level }) => level <= 3 && text.includes(title.text));
  if (shown) return shown.element;
  return lineWith(outline, title.text)?.parentElement ?? title.element;
}

/** Points for what makes a page a notice: fields with a readable value, set apart from running text. */
function evidence(finder: Finder, tender: Tender, data: TenderData | null): number {
  const weigh = (field: 'buyer' | 'cpvMain' | 'deadline' | 'value' | 'reference') => {
    const pair = finder.first(field)?.pair;
    // A field without a label comes from the page's data, which says of itself that it is of a tender.
    return pair ? (pair.inline ? 1 : 2) : data ? 1 : 0;
  };
  let points = 0;
  if (tender.buyer) points += weigh('buyer');
  if (tender.cpv.main) points += weigh('cpvMain');
  if (tender.deadline) points += weigh('deadline');
  if (tender.value || tender.valueNote) points += weigh('value');
  if (tender.reference && points > 0) points += weigh('reference');
  return points;
}

/**
 * Whether the page says two things that only a tender says together: a job advert has a deadline and a reference, a
 * word list has a buyer, a page of help has a code.
 */
function isTender({ buyer, cpv, deadline, value, valueNote, reference }: Tender): boolean {
  const said = [buyer, cpv.main, deadline, value ?? valueNote, reference].filter((field) => field !== null);
  return said.length >= 2 && (buyer !== null || cpv.main !== null);
}

/**
 * A notice, or null when the page gives too little evidence for one.
 * @param expected the address is that of a notice, so a labelled title is enough
 */
export function readNotice(
  document: PageRoot,
  adapter: Adapter,
  url: URL,
  outline: Outline,
  expected: boolean,
): Reading | null {
  const finder = finderOf(adapter, document, url, outline);
  const data = tenderDataOf(document);
  const title = titleOf(finder, data);
  if (!title) return null;
  const country = buyerCountry(finder) ?? (adapter.country === 'EU' ? null : adapter.country);
  const description =
    finder.first('description')?.value.stretch ?? unnumberedDescription(finder) ?? describedBy(data, outline);
  const own = languageOf(`${title.text}\n${description?.text ?? ''}`);
  const krone = country ?? countryOfLanguage(own);
  const lots = lotsOf(finder, krone);
  const language =
    own ?? languageOf(lots.map((lot) => lot.description?.text ?? '').join('\n')) ?? officialLanguage(finder);
  const [buyer, ...otherBuyers] = buyersOf(finder, language, adapter.country, data?.buyers ?? []);
  const amount = readAmount(finder.first('value')?.value.text ?? '', krone);
  const maximum = finder.first('maximum');
  const note =
    amount.note ?? (maximum ? squeeze(`${maximum.pair?.label.textContent ?? ''}: ${maximum.value.text}`) : null);
  const deadline = firstDeadline(finder) ?? data?.deadline ?? null;
  const used = usedNodes(finder, title, description, lots);
  const blocks = blocksOf(outline, title, description, lots, used);
  const publicationNumber =
    readPublicationNumber(finder.first('publicationNumber')?.value.text ?? '') ?? data?.publicationNumber ?? null;
  const reference = readReference(finder.first('reference')?.value.stretch.text ?? '') ?? data?.reference ?? null;
  const tender: Tender = {
    title: title.text,
    buyer: buyer ?? null,
    otherBuyers,
    // Doffin prints its own number under the label that elsewhere stands for the buyer's.
    reference: reference === publicationNumber ? null : reference,
    procedureId: procedureIdOf(finder),
    publicationNumber,
    cpv: cpvOf(finder, blocks, data?.cpv ?? []),
    value: amount.value ?? (note === null ? (data?.value ?? null) : null),
    valueNote: note?.slice(0, 200) ?? null,
    deadline,
    language,
    phase: phaseOf(document, finder, deadline !== null),
    lots: lots.map(({ lot }) => lot),
  };
  const points = evidence(finder, tender, data);
  const needed = expected ? (title.labelled ? 0 : 2) : isArticle(document) ? 6 : 2;
  if (points < needed || (!expected && !isTender(tender))) return null;
  return {
    adapter: adapter.id,
    kind: 'notice',
    state: 'complete',
    tender,
    blocks,
    titleElement: titleElementOf(title, outline),
  };
}

function procedureIdOf(finder: Finder): string | null {
  const text = finder.first('procedureId')?.value.text ?? '';
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/iu.exec(text)?.[0] ?? (squeeze(text).slice(0, 80) || null);
}

/**
 * The first deadline that holds a date; a summary's bare date gives way to the same day with its time further down.
 * The old forms spread it over the fields of their section.
 */
function firstDeadline(finder: Finder): string | null {
  const lead = readDeadline(finder.first('deadline')?.value.text ?? '');
  if (lead?.includes('T')) return lead;
  const printed: string[] = lead === null ? [] : [lead];
  for (const { value } of [...finder.all('deadline'), ...finder.everywhere('deadline')]) {
    const deadline = readDeadline(value.text);
    if (deadline) printed.push(deadline);
  }
  const [first] = printed;
  if (first !== undefined) return printed.find((other) => other.startsWith(`${first}T`)) ?? first;
  for (const { label } of finder.labels('deadline')) {
    const section = label.closest('.sublevel__content, tr, li, div');
    const text = section ? textOf(section).text : '';
    const deadline = text.length <= 600 ? readDeadline(text) : null;
    if (deadline) return deadline;
  }
  return null;
}

function cpvOf(finder: Finder, blocks: Block[], told: readonly string[]): Tender['cpv'] {
  const main = finder.all('cpvMain').flatMap(({ value }) => cpvInSlot(value.text));
  const additional = finder.all('cpvAdditional').flatMap(({ value }) => cpvInSlot(value.text));
  const labelled = [...new Set([...main, ...additional])];
  const all = labelled.length > 0 ? labelled : told;
  const first = all[0];
  if (first !== undefined) return { main: first, additional: all.slice(1) };
  const loose = blocks.filter(({ lot }) => lot === null).flatMap(({ text }) => findCpv(text));
  const [found, ...others] = new Set(loose);
  return { main: found ?? null, additional: others };
}

/** The language that the notice says it was written in; asked only when its own text is too short to tell. */
function officialLanguage(finder: Finder): string | null {
  const pair = finder.first('language')?.pair;
  for (const element of pair?.label.parentElement?.querySelectorAll('[data-labels-key*="language."]') ?? []) {
    const key = element.getAttribute('data-labels-key') ?? '';
    const language = officialLanguages[key.slice(key.lastIndexOf('.') + 1)];
    if (language) return language;
  }
  return null;
}

function usedNodes(finder: Finder, title: Titled, description: Stretch | null, lots: LotReading[]): Set<Text> {
  const used = new Set<Text>(title.stretch.source.nodes);
  for (const node of description?.source.nodes ?? []) used.add(node);
  for (const lot of lots) {
    for (const node of lot.title?.source.nodes ?? []) used.add(node);
    for (const node of lot.description?.source.nodes ?? []) used.add(node);
  }
  for (const { value } of finder.all('buyer')) for (const node of value.stretch.source.nodes) used.add(node);
  return used;
}

function blocksOf(
  outline: Outline,
  title: Titled,
  description: Stretch | null,
  lots: LotReading[],
  used: ReadonlySet<Text>,
): Block[] {
  const blocks: Block[] = [];
  let left = textLimit;
  const add = (where: string, lot: string | null, stretch: Stretch | null) => {
    if (!stretch || stretch.text === '' || stretch.text.length > left) return;
    left -= stretch.text.length;
    blocks.push({
      where,
      lot,
      text: stretch.text,
      source: stretch.source.nodes.length > 0 ? stretch.source : null,
    });
  };
  add('title', null, title.stretch);
  add('description', null, description);
  for (const { lot, title: lotTitle, description: lotDescription } of lots) {
    add(`lots/${lot.id}/title`, lot.id, lotTitle);
    add(`lots/${lot.id}/description`, lot.id, lotDescription);
  }
  add('text', null, restText(outline, used, title.text, left));
  return blocks;
}
