import type { Adapter } from './adapter.ts';
import { adapterById, adapterFor, adapters, generic } from './adapters/index.ts';
import { formFields, isTenderForm } from './form.ts';
import { isBasketAddress, isOtherList, isTenderList, isUnrendered, kindOfAddress } from './kind.ts';
import { labelsOf } from './labels.ts';
import { readNotice } from './notice.ts';
import { outlineOf } from './outline.ts';
import { readForm } from './read-form.ts';
import { readShop } from './read-item.ts';
import { nothing } from './reading.ts';
import type { Reading } from './tender.ts';

/** The adapter of the address, or the one that the page's own marks ask for. */
function adapterOf(document: Document, url: URL): Adapter {
  const adapter = adapterFor(url);
  if (adapter === generic) return adapters.find(({ marks }) => marks && document.querySelector(marks)) ?? adapter;
  const other = adapter.insteadWhen;
  if (!other || !document.querySelector(other.select)) return adapter;
  return adapterById(other.adapter) ?? adapter;
}

/** Whether the page is an official rendering, where heading numbers mean the official sections. */
function isNumberedNotice(document: Document): boolean {
  if (document.querySelector('[data-labels-key], .sublevel__number, .nomark, [id^="section2_"]')) return true;
  return /\b(?:LOT|PAR)-\d{4}\b|\bII\.1\.1\)\s/.test(document.body?.textContent ?? '');
}

/**
 * Reads the tender of a page, as it is now. Pure: reads no style, waits for nothing, leaves the page as it was.
 * A field that was not found is null. Never throws on what a page holds: one whose forms hide the properties that
 * every element has (by controls called "getAttribute") is read as a page without a tender.
 */
export function readPage(document: Document, url: URL): Reading {
  try {
    return readTender(document, url);
  } catch {
    return nothing(adapterFor(url), 'none', 'final');
  }
}

/** What `readPage` does, with a fault in the reader thrown: tests see it here. */
export function readTender(document: Document, url: URL): Reading {
  const adapter = adapterOf(document, url);
  const byAddress = kindOfAddress(adapter, url);
  if (byAddress === 'login' || byAddress === 'none') return nothing(adapter, byAddress, 'final');
  const skip = new Set<Element>();
  for (const selector of adapter.skip) for (const element of document.querySelectorAll(selector)) skip.add(element);
  const outline = outlineOf(document, skip, isNumberedNotice(document), labelsOf(adapter.labels));
  if (outline.password) return nothing(adapter, 'login', 'final');
  if (byAddress === 'list') return nothing(adapter, 'list', 'final');
  const fields = formFields(outline);
  if (isTenderForm(fields, byAddress === 'form')) return readForm(document, adapter, outline, fields);
  if (byAddress !== 'notice') {
    const isShop = byAddress === 'basket' || byAddress === 'item';
    if (!isShop && isTenderList(outline)) return nothing(adapter, 'list', 'final');
    const shop = readShop(document, adapter, outline, isShop ? byAddress : isBasketAddress(url) ? 'basket' : null);
    if (shop) return shop;
    if (!isShop && isOtherList(document, outline)) return nothing(adapter, 'list', 'final');
  }
  const notice = readNotice(document, adapter, url, outline, byAddress === 'notice');
  if (notice) return notice;
  const early = byAddress === 'notice' || byAddress === 'form' || isUnrendered(document, outline);
  return nothing(adapter, 'none', early ? 'retryable' : 'final');
}
