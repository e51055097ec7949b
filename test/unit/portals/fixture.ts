import { readFileSync } from 'node:fs';
import { readPage } from '../../../lib/portals/read.ts';
import type { Reading } from '../../../lib/portals/tender.ts';

/** A document made of HTML, apart from the test's own; scripts do not run. */
export function documentOf(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** A fixture page as a document. */
export function fixturePage(name: string): Document {
  return documentOf(readFileSync(`test/fixtures/pages/${name}.html`, 'utf8'));
}

/** A fixture page read at an address. */
export function readFixture(name: string, address: string): Reading {
  return readPage(fixturePage(name), new URL(address));
}
