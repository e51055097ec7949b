import { expect, test } from 'vitest';
import type { Advice } from '../../../lib/advice/advise.ts';
import type { Advised } from '../../../lib/advice/advised.ts';
import { factsOf, relevantOf } from '../../../lib/facts.ts';
import { procedureFactsSchema, relevantTargetSchema } from '../../../lib/log/schema.ts';
import { requestSchema } from '../../../lib/message-schema.ts';
import type { Reading } from '../../../lib/portals/tender.ts';
import { tender } from '../matching/index-of.ts';

const long = (length: number) => 'Æ'.repeat(length);
const lots = Array.from({ length: 700 }, (_, number) => ({
  id: `${number} ${long(100)}`,
  title: number === 0 ? ' ' : long(900),
  cpv: Array.from({ length: 90 }, () => '33600000'),
  value: { amount: Number.POSITIVE_INFINITY, currency: 'DKK' },
}));
const reading: Reading = {
  adapter: long(90),
  kind: 'notice',
  state: 'complete',
  tender: tender({
    title: long(900),
    buyer: { name: long(900), id: long(90), scheme: long(90) },
    reference: long(900),
    procedureId: long(900),
    publicationNumber: ' ',
    cpv: { main: '33600000', additional: Array.from({ length: 900 }, () => '33690000') },
    value: { amount: Number.POSITIVE_INFINITY, currency: 'DKK' },
    deadline: long(900),
    language: long(900),
    lots,
  }),
  blocks: [],
  titleElement: null,
};
const url = new URL(`https://portal.example/${'%C3%86'.repeat(900)}`);

const advised = (target: string, inLots: string[]): Advised => ({
  target,
  version: 1,
  area: 'it',
  score: 1,
  reasons: [],
  lots: inLots,
  binding: 'law',
  counts: true,
  coverage: 'missing',
  quote: null,
  isForeign: false,
});
const adviceOf = (shown: Advised[]): Advice => ({ shown, more: [], coming: [], general: [], areas: [], tips: [] });

test('what is sent of a tender is taken by the background, however large the page', () => {
  expect(procedureFactsSchema.safeParse(factsOf(reading, url)).error?.issues ?? []).toEqual([]);
});

test('a value that is no number is none, and the tender can be followed all the same', () => {
  expect(factsOf(reading, url)).toMatchObject({ value: null, lots: { length: 500 } });
});

test('a target found in more lots than are kept concerns the whole tender', () => {
  const ids = lots.map(({ id }) => id);
  const [many, few] = relevantOf(adviceOf([advised('it-1', ids), advised('it-2', ids.slice(0, 2))]));
  expect(relevantTargetSchema.safeParse(many).success).toBe(true);
  expect(relevantTargetSchema.safeParse(few).success).toBe(true);
  expect(many?.lots).toEqual([]);
  expect(few?.lots).toEqual(
    factsOf(reading, url)
      ?.lots.slice(0, 2)
      .map(({ id }) => id),
  );
});

test('no more relevant targets are sent than the background takes', () => {
  const relevant = relevantOf(adviceOf(Array.from({ length: 900 }, (_, number) => advised(`it-${number}`, []))));
  const request = { type: 'procedure/follow', procedure: factsOf(reading, url), relevant };
  expect(requestSchema.safeParse(request).success).toBe(true);
});
