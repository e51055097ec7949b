// @vitest-environment happy-dom
import data from 'virtual:targets/in-page';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PanelModel } from '../../../components/panel/model.ts';
import { type PageLife, startPage } from '../../../entrypoints/portal.content/page-life.ts';
import type { ProcedureFacts } from '../../../lib/log/schema.ts';
import { compiledOf } from '../../../lib/matching/compiled.ts';
import type { Hello, Request } from '../../../lib/messages.ts';
import common from '../../../locales/en/common.json';
import panel from '../../../locales/en/panel.json';
import { indexOf, target } from '../matching/index-of.ts';
import { stateWith } from './procedure-state.ts';

const page = vi.hoisted(() => ({
  model: null as PanelModel | null,
  marks: false,
  adviserComes: true,
  loads: 0,
  answer: async (_request: Request): Promise<unknown> => ({ ok: true }),
}));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  hear: () => undefined,
  ask: (request: Request) => page.answer(request),
}));
vi.mock('../../../entrypoints/portal.content/load-script.ts', async () => {
  const { startAdviser } = await import('../../../entrypoints/portal.content/adviser.ts');
  return {
    loadScript: async () => {
      page.loads += 1;
      return page.adviserComes ? startAdviser : null;
    },
  };
});
vi.mock('../../../entrypoints/portal.content/highlight.ts', () => ({
  createHighlighter: () => ({
    show: () => {
      page.marks = true;
    },
    clear: () => {
      page.marks = false;
    },
  }),
}));
vi.mock('../../../entrypoints/portal.content/mount.tsx', () => ({
  mount: (_document: Document, model: PanelModel) => {
    page.model = model;
    return { anchor: () => undefined, remove: () => undefined };
  },
}));

const hello: Hello = {
  mode: 'full',
  locale: 'en',
  texts: { ...common, ...panel },
  buyerKind: 'pogiMember',
  country: 'DK',
  organisation: { name: '', cvr: '' },
  highlight: false,
  edition: '1',
};
const index = indexOf([target('chairs', { cpv: ['39112'] }), target('mops', { area: 'cleaning', cpv: ['39831'] })]);
const failed = { ok: false, error: { code: 'extension-updated', detail: null } };

/** Everything the page has sent, and the titles it may take for followed. */
let sent: Request[];
let followed: Set<string>;
let life: PageLife;

const stateOf = ({ title }: ProcedureFacts) => stateWith({ followed: followed.has(title) });

function background(request: Request): unknown {
  sent.push(request);
  if (request.type === 'page/index') return { ok: true, index: compiledOf(index) };
  if (request.type === 'targets/words') return { ok: true, targets: [], tips: [], ecolabels: [] };
  if (request.type === 'advice/wording') return { ok: true, wording: data.wording };
  if (request.type === 'procedure/follow') followed.add(request.procedure.title);
  if (request.type.startsWith('procedure/') && 'procedure' in request) {
    return { ok: true, ...stateOf(request.procedure) };
  }
  return { ok: true };
}

const sentOf = <T extends Request['type']>(type: T) =>
  sent.filter((request): request is Extract<Request, { type: T }> => request.type === type);

function draw(title: string, cpv: string, clock = ''): void {
  document.body.innerHTML = `<main><h1>${title}</h1><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd>
    <dt>CPV-koder</dt><dd>${cpv}</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl><p>${clock}</p></main>`;
}
const chairs = () => draw('Kontorstole til rådhuset', '39112000');
const mops = () => draw('Rengøringsmidler til skolerne', '39831000');

/** Keeps the answers to one kind of request back; the returned function gives the latest of them. */
function holdAnswer(type: Request['type']): () => void {
  let give: () => void = () => undefined;
  page.answer = (request) =>
    request.type === type
      ? new Promise((resolve) => {
          give = () => resolve(background(request));
        })
      : Promise.resolve(background(request));
  return () => give();
}

/** Lets the page settle and everything that was asked be answered. */
const settle = () => vi.advanceTimersByTimeAsync(400);

const shown = (): PanelModel => {
  if (!page.model) throw new Error('nothing is shown');
  return page.model;
};
const shownTargets = () => shown().advice.value?.shown.map(({ target: id }) => id);

async function start(how = hello): Promise<void> {
  life = startPage(document, how);
  await life.started;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date('2026-12-31T12:00:00'));
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
  happyDOM.setURL('https://portal.example/tender/1');
  sent = [];
  followed = new Set();
  page.model = null;
  page.adviserComes = true;
  page.loads = 0;
  page.answer = async (request) => background(request);
});

afterEach(() => {
  life.end();
  vi.useRealTimers();
});

describe('a page that goes from one tender to the next', () => {
  test('at one address for all of them, takes no tender for followed because the one before was', async () => {
    chairs();
    await start();
    await shown().actions.follow();
    expect(shown().journal.value?.followed).toBe(true);
    mops();
    await settle();
    expect(shownTargets()).toEqual(['mops']);
    expect(shown().journal.value?.followed).toBe(false);
    expect([...followed]).toEqual(['Kontorstole til rådhuset']);
  });

  test('whose address changes first, never speaks of the old tender at the new address', async () => {
    chairs();
    await start();
    await shown().actions.follow();
    history.pushState(null, '', '/tender/2');
    await settle();
    await shown().actions.follow();
    mops();
    await settle();
    await shown().actions.follow();
    const told = sent.flatMap((request) => ('procedure' in request ? [request.procedure] : []));
    expect(new Set(told.map(({ title, url }) => `${title} ${url}`))).toEqual(
      new Set([
        'Kontorstole til rådhuset https://portal.example/tender/1',
        'Rengøringsmidler til skolerne https://portal.example/tender/2',
      ]),
    );
  });

  test('logs what is shown until the next tender has been looked up, with the targets of its own', async () => {
    chairs();
    await start();
    const answer = holdAnswer('procedure/state');
    mops();
    await settle();
    await shown().actions.follow();
    expect(sentOf('procedure/follow').map(({ procedure, relevant }) => [procedure.title, relevant[0]?.target])).toEqual(
      [['Kontorstole til rådhuset', 'chairs']],
    );
    expect(shown().tender.value?.title).toBe('Kontorstole til rådhuset');
    answer();
    await settle();
    expect(shown().tender.value?.title).toBe('Rengøringsmidler til skolerne');
    expect(shownTargets()).toEqual(['mops']);
  });

  test('leaves an answer about the tender before where it belongs', async () => {
    chairs();
    await start();
    const answer = holdAnswer('procedure/follow');
    const following = shown().actions.follow();
    mops();
    await settle();
    answer();
    await following;
    expect(shown().tender.value?.title).toBe('Rengøringsmidler til skolerne');
    expect(shown().journal.value?.followed).toBe(false);
  });

  test('begins its cards anew, and not when a tender is only written on', async () => {
    chairs();
    await start();
    const first = shown().subject.value;
    draw('Kontorstole til rådhuset', '39112000', 'Nu med flere ord');
    await settle();
    expect(shown().subject.value).toBe(first);
    mops();
    await settle();
    expect(shown().subject.value).not.toBe(first);
  });
});

test('a second press on a button while the first is under way asks for nothing more', async () => {
  chairs();
  await start();
  await Promise.all([shown().actions.follow(), shown().actions.follow()]);
  expect(sentOf('procedure/follow')).toHaveLength(1);
});

test('a request that fails shows what the journal holds by now, for it may have been heard or be out of date', async () => {
  chairs();
  await start();
  await shown().actions.follow();
  page.answer = async (request) => {
    if (request.type !== 'procedure/unfollow') return background(request);
    followed.clear();
    return failed;
  };
  await shown().actions.unfollow();
  expect(shown().failure.value?.at).toBe('follow');
  expect(shown().journal.value?.followed).toBe(false);
});

test('in quiet mode the words of the page are never marked, with the panel open neither', async () => {
  chairs();
  page.marks = false;
  await start({ ...hello, mode: 'quiet', highlight: true });
  expect(page.marks).toBe(false);
  life.press('panel/toggle');
  expect(shown().isOpen.value).toBe(true);
  expect(page.marks).toBe(false);
});

test('words that come late do not take away those of the tender that is shown by then', async () => {
  const targets = [
    { id: 'chairs', title: { da: 'Stole' } },
    { id: 'mops', title: { da: 'Mopper' } },
  ];
  const late: (() => void)[] = [];
  page.answer = (request) => {
    if (request.type !== 'targets/words') return Promise.resolve(background(request));
    const words = {
      ok: true,
      targets: targets.filter(({ id }) => request.targets.includes(id)),
      tips: [],
      ecolabels: [],
    };
    return new Promise((resolve) => late.push(() => resolve(words)));
  };
  chairs();
  await start();
  shown().actions.open();
  mops();
  await settle();
  for (const answer of late.reverse()) answer();
  await settle();
  expect(shown().words.value?.targets.has('mops')).toBe(true);
});

test('what a page draws while the first reading waits is read too', async () => {
  chairs();
  page.answer = async (request) => {
    if (request.type === 'page/index') mops();
    return background(request);
  };
  await start();
  await settle();
  expect(shownTargets()).toEqual(['mops']);
});

test('a background that did not answer is asked again when the page changes', async () => {
  chairs();
  page.answer = async (request) => (request.type === 'page/index' ? failed : background(request));
  await start();
  expect(page.model).toBeNull();
  page.answer = async (request) => background(request);
  document.body.append(document.createElement('hr'));
  await settle();
  expect(shownTargets()).toEqual(['chairs']);
});

test('a tender whose advice was given up on a busy thread is taken up again, though the page does not change', async () => {
  chairs();
  await start();
  const busy = vi.spyOn(performance, 'now');
  let now = 0;
  page.answer = async (request) => {
    // Every look at the clock finds it later from here on: what follows is the matching.
    if (request.type === 'procedure/state') busy.mockImplementation(() => (now += 9000));
    return background(request);
  };
  mops();
  await settle();
  expect(await life.report()).toMatchObject({ tender: { title: 'Kontorstole til rådhuset' } });
  expect(shownTargets()).toEqual(['chairs']);
  busy.mockRestore();
  page.answer = async (request) => background(request);
  await vi.advanceTimersByTimeAsync(16_000);
  expect(await life.report()).toMatchObject({ tender: { title: 'Rengøringsmidler til skolerne' } });
  expect(shownTargets()).toEqual(['mops']);
});

test('a page without a tender is read and reported, and gets nothing that advises until it shows one', async () => {
  document.body.innerHTML = '<main><h1>Velkommen</h1><p>Her er ingen udbud endnu.</p></main>';
  await start();
  expect([page.loads, page.model, sent]).toEqual([0, null, []]);
  expect(await life.report()).toMatchObject({ kind: 'none', state: 'retryable', findings: [], tips: [] });
  chairs();
  await settle();
  mops();
  await settle();
  expect(shownTargets()).toEqual(['mops']);
  expect(page.loads).toBe(1);
});

test('a page whose adviser could not come reports its reading, and asks again when it changes', async () => {
  chairs();
  page.adviserComes = false;
  await start();
  expect(await life.report()).toMatchObject({ tender: { title: 'Kontorstole til rådhuset' }, findings: [] });
  expect(page.model).toBeNull();
  page.adviserComes = true;
  document.body.append(document.createElement('hr'));
  await settle();
  expect(shownTargets()).toEqual(['chairs']);
});

test('a clock on the page of a followed tender writes nothing to the journal', async () => {
  chairs();
  await start();
  await shown().actions.follow();
  for (const second of [1, 2, 3]) {
    draw('Kontorstole til rådhuset', '39112000', `Fristen udløber om ${second} sekunder`);
    await settle();
  }
  expect(sentOf('procedure/refresh').length).toBeLessThanOrEqual(1);
  expect(sentOf('procedure/follow')).toHaveLength(1);
  expect(sentOf('page/badge')).toHaveLength(1);
});

test('a tender that was unfollowed elsewhere is not followed again by a page that still shows it', async () => {
  chairs();
  await start();
  await shown().actions.follow();
  followed.clear();
  draw('Kontorstole til rådhuset', '39112000, 39831000');
  await settle();
  expect([...followed]).toEqual([]);
  expect(shown().journal.value?.followed).toBe(false);
});

test('a page that stays open into another day gets the targets of that day', async () => {
  chairs();
  await start();
  vi.setSystemTime(new Date('2027-01-01T08:00:00'));
  page.answer = async (request) =>
    request.type === 'page/index'
      ? { ok: true, index: compiledOf(indexOf([target('chairs', { cpv: ['39112'], version: 2 })])) }
      : background(request);
  document.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(shown().advice.value?.shown.map(({ version }) => version)).toEqual([2]);
});

test('nothing is shown by an update that was under way when the site was switched off', async () => {
  chairs();
  await start();
  const answer = holdAnswer('procedure/state');
  mops();
  await settle();
  const model = shown();
  life.end();
  answer();
  await settle();
  expect(model.advice.value).toBeNull();
});
