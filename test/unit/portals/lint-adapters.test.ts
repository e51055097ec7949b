import { describe, expect, test } from 'vitest';
import type { Adapter, Sample } from '../../../lib/portals/adapter.ts';
import { generic } from '../../../lib/portals/adapters/generic.ts';
import { officialFields } from '../../../lib/portals/adapters/official.ts';
import { lintAdapters } from '../../../lib/portals/lint-adapters.ts';

const adapter: Adapter = {
  id: 'portal',
  name: 'Portal',
  country: 'DK',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://portal.example/*'],
  kinds: [{ kind: 'notice', address: '^/sag/' }],
  skip: [],
  fields: officialFields,
};
const sample: Sample = {
  address: 'https://portal.example/sag/1',
  kind: 'notice',
  fixture: 'page',
  expected: {
    title: 'Rengøring',
    buyer: null,
    reference: null,
    cpv: { main: null, additional: [] },
    value: null,
    valueNote: null,
    deadline: null,
    language: null,
    lots: 0,
  },
};
const genericSample: Sample = { ...sample, address: 'https://other.example/1' };

const lint = (changes: Partial<Adapter> = {}, samples: readonly Sample[] = [sample], listed?: readonly Adapter[]) => {
  const changed = { ...adapter, ...changes };
  const sampled = [
    { file: 'generic.ts', adapter: generic, samples: [genericSample] },
    { file: 'portal.ts', adapter: changed, samples },
  ];
  return lintAdapters(sampled, listed ?? [changed, generic], ['page'], '2026-12-01');
};
const withField = (locator: Adapter['fields']['title'][number]) => ({
  fields: { ...officialFields, title: [locator] },
});

describe('the lint of the adapters', () => {
  test('has nothing to say of a sound one', () => {
    expect(lint()).toEqual([]);
  });

  test.each<[string, Partial<Adapter>, string]>([
    ['a host without encryption', { matches: ['http://portal.example/*'] }, 'http://portal.example/* is no https host'],
    [
      'a path in a host',
      { matches: ['https://portal.example/sag/*'] },
      'https://portal.example/sag/* is no https host',
    ],
    ['every host', { matches: ['https://*/*'] }, 'https://*/* is no https host'],
    ['neither host nor mark', { matches: [] }, 'is known by hosts or by marks, one of them'],
    ['host and mark', { marks: '#form' }, 'is known by hosts or by marks, one of them'],
    ['a broken pattern', { kinds: [{ kind: 'list', address: '^/(' }] }, '^/( is no regular expression'],
    ['a broken pattern of a field', withField({ address: '[' }), '[ is no regular expression'],
    ['a counted place', withField({ select: 'li:nth-child(2)' }), 'li:nth-child(2) will not last'],
    ['a generated class', { skip: ['.css-1a2b3c'] }, '.css-1a2b3c will not last'],
    ['a hashed class', { marks: '.Title_title__9f8e7', matches: [] }, '.Title_title__9f8e7 will not last'],
    ['a day to come', { lastVerified: '2026-12-02' }, 'nobody looked on 2026-12-02'],
    ['a stranger to take over', { insteadWhen: { select: 'b', adapter: 'gone' } }, 'gone cannot take over'],
    ['a label never met', { labels: { value: ['Budget:'] } }, 'no page\'s label becomes "Budget:"'],
    ['a label of two fields', { labels: { value: ['sum'], title: ['sum'] } }, '"sum" stands twice'],
  ])('refuses %s', (_, changes, problem) => {
    expect(lint(changes)).toContain(`portal: ${problem}`);
  });

  test.each<[string, readonly Sample[], string]>([
    ['no samples', [], 'no sample of a notice or a form'],
    ['another host', [{ ...sample, address: 'https://x.example/' }], 'https://x.example/ is taken by nobody'],
    ['no address', [{ ...sample, address: 'portal' }], 'portal is no https address'],
    ['a missing page', [{ ...sample, fixture: 'gone' }], `${sample.address} stands for the missing page gone`],
    [
      'values left out',
      [{ ...sample, expected: { ...sample.expected, lots: 0, deadline: undefined } as never }],
      `${sample.address} does not say what to read as deadline`,
    ],
    [
      'another kind than the address has',
      [sample, { address: sample.address, kind: 'list' }],
      `${sample.address} is a notice by its address, not a list`,
    ],
  ])('refuses samples with %s', (_, samples, problem) => {
    expect(lint({}, samples)).toContain(`portal: ${problem}`);
  });

  test('refuses an address that two adapters take, and a list that is not in order', () => {
    const twin = { ...adapter, id: 'a-twin' };
    expect(lint({}, [sample], [adapter, twin, generic])).toEqual([
      `portal: ${sample.address} is taken by portal and a-twin`,
      'index: ids are not unique and sorted',
      'index: portal has no file of its own',
      'index: a-twin has no file of its own',
      'portal: not in the list of adapters',
    ]);
  });

  test('refuses a file of another name, and a page that no sample reads', () => {
    const sampled = [{ file: 'other.ts', adapter, samples: [sample] }];
    expect(lintAdapters(sampled, [adapter], ['page', 'spare'], '2026-12-01')).toEqual([
      'portal: its file is other.ts',
      'fixture spare: no sample reads it',
    ]);
  });
});
