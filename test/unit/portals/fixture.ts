import { readFileSync } from 'node:fs';
import { readPage } from '../../../lib/portals/read.ts';
import type { Reading, Tender } from '../../../lib/portals/tender.ts';

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

/** Danish crowns. */
export const dkk = (amount: number) => ({ amount, currency: 'DKK' });
/** A tender of which nothing was found. */
export const nothing: Tender = {
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
/** What a reading says of the page. */
export const head = ({ adapter, kind, state }: Reading) => ({ adapter, kind, state });
/** The places of its blocks, in order. */
export const places = ({ blocks }: Reading) => blocks.map(({ where }) => where);
/** The text of one block, empty when there is none. */
export const text = ({ blocks }: Reading, where: string) => blocks.find((block) => block.where === where)?.text ?? '';
