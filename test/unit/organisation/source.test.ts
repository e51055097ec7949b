import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import { isVisitDue, readSource, type SourceStanding, visitSource } from '../../../lib/source.ts';

const address = 'https://intra.engdal.example/groent-lys.json';
const [some] = data.targets.filter(({ binding }) => binding !== 'law');
if (!some) throw new Error('the packs hold no target');
const { scheme: _, policy: __, ...target } = some;
const own = { ...target, id: 'eng-stole', ecolabels: [], criterion: null };
const packs = [{ schema: 1, scheme: 'DK-Eng', targets: [own] }];
const bundle = (change: object = {}) => JSON.stringify({ schema: 1, policy: null, packs, ...change });
const now = () => new Date('2026-11-22T06:00:00Z');

/** A visit with one answer, and what was asked for. */
async function visit(answer: () => Response | Promise<Response>, before: SourceStanding | null = null) {
  const asked: RequestInit[] = [];
  const fetch = async (_address: unknown, options?: RequestInit) => {
    asked.push(options ?? {});
    return answer();
  };
  const standing = await visitSource(address, before, data, { fetch: fetch as typeof globalThis.fetch, now });
  return { standing, asked };
}
const good = async () => (await visit(() => new Response(bundle()))).standing;

describe('a visit to the organisation’s address', () => {
  test('brings packs and policy, and says nothing of who asks', async () => {
    const { standing, asked } = await visit(() => new Response(bundle()));
    expect(standing).toMatchObject({ address, fetchedAt: '2026-11-22T06:00:00.000Z', problem: null });
    expect(standing.bundle?.packs[0]?.targets[0]?.id).toBe('eng-stole');
    expect(asked).toMatchObject([
      { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', cache: 'no-store' },
    ]);
    expect(asked[0]?.headers).toBeUndefined();
  });

  const endless = () => {
    let sent = 0;
    const part = new Uint8Array(1_000_000).fill(32);
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(part);
      },
    });
    return { response: new Response(body), parts: () => sent };
  };

  test('reads no further than a file may reach', async () => {
    const { response, parts } = endless();
    expect((await visit(() => response)).standing.problem).toEqual({ code: 'size' });
    expect(parts()).toBeLessThan(10);
  });

  test.each([
    ['nobody answers', () => Promise.reject(new TypeError('Failed to fetch')), { code: 'unreachable' }],
    ['the server says no', () => new Response('nej', { status: 503 }), { code: 'status', status: 503 }],
    [
      'no JSON',
      () => new Response('<html>'),
      { code: 'content', file: 'policy', problems: [{ path: 'file', code: 'json' }] },
    ],
    [
      'code beside the data',
      () => new Response(bundle({ script: 'alert(1)' })),
      { code: 'content', problems: [{ path: 'file', code: 'shape' }] },
    ],
    [
      'selectors of a portal',
      () => new Response(bundle({ adapters: [] })),
      { code: 'content', problems: [{ code: 'shape' }] },
    ],
    [
      'a target that claims to be law',
      () => new Response(bundle({ packs: [{ ...packs[0], targets: [{ ...own, binding: 'law' }] }] })),
      { code: 'content', file: 'pack', problems: [{ path: 'packs.0.targets.0.binding', code: 'ownLaw' }] },
    ],
    [
      'the same pack twice',
      () => new Response(bundle({ packs: [...packs, ...packs] })),
      { code: 'content', problems: [{ path: 'packs.1.targets.0.id', code: 'taken' }] },
    ],
  ])('keeps the last good one when it meets %s', async (_name, answer, problem) => {
    const before = await good();
    const { standing } = await visit(answer, { ...before, fetchedAt: '2026-11-20T06:00:00.000Z' });
    expect(standing.problem).toMatchObject(problem);
    expect(standing.bundle).toEqual(before.bundle);
    expect([standing.fetchedAt, standing.triedAt]).toEqual(['2026-11-20T06:00:00.000Z', '2026-11-22T06:00:00.000Z']);
    // What is stored of a failure is read again as it was.
    expect(readSource(JSON.parse(JSON.stringify(standing)), address)).toEqual(standing);
  });
});

describe('a visit is due', () => {
  test.each([
    ['at first', null, '2026-11-22T06:00:00Z', true],
    ['not within the day, whatever came of the last', '2026-11-22T06:00:00.000Z', '2026-11-23T05:59:59Z', false],
    ['after a day', '2026-11-22T06:00:00.000Z', '2026-11-23T06:00:00Z', true],
    ['when the clock was set back', '2026-11-22T06:00:00.000Z', '2026-11-21T06:00:00Z', true],
  ])('%s', async (_name, triedAt, at, due) => {
    const standing = triedAt === null ? null : { ...(await good()), triedAt };
    expect(isVisitDue(standing, new Date(at))).toBe(due);
  });
});

describe('what is stored of an address', () => {
  test('is nothing for another one, so that a new address is visited at once', async () => {
    expect(readSource(await good(), `${address}?2`)).toBeNull();
    expect(readSource(await good(), undefined)).toBeNull();
    expect(readSource('vrøvl', address)).toBeNull();
  });

  test('is without content that this version cannot read', async () => {
    const read = readSource({ ...(await good()), bundle: { schema: 9 } }, address);
    expect(read).toMatchObject({ address, bundle: null });
  });
});
