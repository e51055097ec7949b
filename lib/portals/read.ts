import type { Adapter } from './adapter.ts';
import { adapterById, adapterFor, adapters, generic } from './adapters/index.ts';
import { formFields, isTenderForm } from './form/form.ts';
import { readForm } from './form/read-form.ts';
import { isBasketAddress, isOtherList, isTenderList, isUnrendered, kindOfAddress } from './kind.ts';
import { readNotice } from './notice/notice.ts';
import { nextBeside } from './page/compose.ts';
import { type FieldOfLabel, labelsOf } from './page/labels.ts';
import { outlineOf } from './page/outline.ts';
import { type Page, pageOf } from './page/page.ts';
import type { Leaf, Part } from './page/page-tree.ts';
import { Pause } from './page/slices.ts';
import { isSilent, walk } from './page/text.ts';
import { nothing } from './reading.ts';
import { readShop } from './shop/read-item.ts';
import type { Reading } from './tender.ts';

/** The adapter of the address, or the one that the page's own marks ask for. */
function adapterOf(page: Page, url: URL): Adapter {
  const adapter = adapterFor(url);
  if (adapter === generic) return adapters.find(({ marks }) => marks && page.querySelector(marks)) ?? adapter;
  const other = adapter.insteadWhen;
  if (!other || !page.querySelector(other.select)) return adapter;
  return adapterById(other.adapter) ?? adapter;
}

const officialMarks = '[data-labels-key], .sublevel__number, .nomark, [id^="section2_"]';

/** Whether the page is an official rendering, where heading numbers mean the official sections. */
function isNumberedNotice(page: Page): boolean {
  if (page.querySelectorAll(officialMarks).length > 0) return true;
  const root = page.tree.settle();
  return root !== null && namesSection(page, root);
}

/** Whether a text of the part names a lot by its official number, or a section of the old forms. */
function namesSection(page: Page, part: Part): boolean {
  const known = part.memo.get(namesSection) as boolean | undefined;
  if (known !== undefined) return known;
  const names =
    part.kind === 'branch' ? part.parts.some((inner) => namesSection(page, inner)) : leafNamesSection(page, part);
  part.memo.set(namesSection, names);
  return names;
}

function leafNamesSection({ pace }: Page, { first, last }: Leaf): boolean {
  pace();
  let names = false;
  for (let node: Node | null = first; node && !names; node = node === last ? null : nextBeside(node)) {
    walk(node, {
      enter: (element) => !names && !isSilent(element),
      text: ({ data }) => {
        names ||= /\b(?:LOT|PAR)-\d{4}\b|\bII\.1\.1\)(?:\s|$)/.test(data);
      },
    });
  }
  return names;
}

/**
 * Reads the tender of a page, as it is now. Pure: reads no style, waits for nothing, leaves the page as it was.
 * A field that was not found is null. Never throws on what a page holds: one whose forms hide the properties that
 * every element has (by controls called "getAttribute") is read as a page without a tender.
 */
export function readPage(document: Document, url: URL): Reading {
  return readAgain(pageOf(document), url);
}

/**
 * Like `readPage`, for a page that remembers the readings before and has been told of every change since.
 * @throws Pause when the page's pace says so; what was worked out by then is remembered
 */
export function readAgain(page: Page, url: URL): Reading {
  try {
    return readTenderOf(page, url);
  } catch (error) {
    if (error instanceof Pause) throw error;
    return nothing(adapterFor(url), 'none', 'final');
  }
}

/** What `readPage` does, with a fault in the reader thrown: tests see it here. */
export function readTender(document: Document, url: URL): Reading {
  return readTenderOf(pageOf(document), url);
}

const labelsByAdapter = new WeakMap<Adapter, FieldOfLabel>();

/** One function per adapter, so that the same labels are known as the same. */
function fieldOfLabelAt(adapter: Adapter): FieldOfLabel {
  const known = labelsByAdapter.get(adapter) ?? labelsOf(adapter.labels);
  labelsByAdapter.set(adapter, known);
  return known;
}

function readTenderOf(page: Page, url: URL): Reading {
  const adapter = adapterOf(page, url);
  const byAddress = kindOfAddress(adapter, url);
  if (byAddress === 'login' || byAddress === 'none') return nothing(adapter, byAddress, 'final');
  const outline = outlineOf(page, adapter.skip, isNumberedNotice(page), fieldOfLabelAt(adapter));
  if (outline.password) return nothing(adapter, 'login', 'final');
  if (byAddress === 'list') return nothing(adapter, 'list', 'final');
  const fields = formFields(outline);
  if (isTenderForm(fields, byAddress === 'form')) return readForm(page, adapter, outline, fields);
  if (byAddress !== 'notice') {
    const isShop = byAddress === 'basket' || byAddress === 'item';
    if (!isShop && isTenderList(outline)) return nothing(adapter, 'list', 'final');
    const shop = readShop(page, adapter, outline, isShop ? byAddress : isBasketAddress(url) ? 'basket' : null);
    if (shop) return shop;
    if (!isShop && isOtherList(page, outline)) return nothing(adapter, 'list', 'final');
  }
  const notice = readNotice(page, adapter, url, outline, byAddress === 'notice');
  if (notice) return notice;
  const early = byAddress === 'notice' || byAddress === 'form' || isUnrendered(page, outline);
  return nothing(adapter, 'none', early ? 'retryable' : 'final');
}
