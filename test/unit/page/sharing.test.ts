// @vitest-environment happy-dom
import data from 'virtual:targets/in-page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PanelModel } from '../../../components/panel/model.ts';
import { type PageLife, startPage } from '../../../entrypoints/portal.content/page-life.ts';
import { compiledOf } from '../../../lib/matching/compiled.ts';
import type { Hello, ProcedureState, Request } from '../../../lib/messages.ts';
import common from '../../../locales/en/common.json';
import panel from '../../../locales/en/panel.json';
import { indexOf, target } from '../matching/index-of.ts';
import { stateWith } from './procedure-state.ts';

const page = vi.hoisted(() => ({
  model: null as PanelModel | null,
  answer: async (_request: Request): Promise<unknown> => ({ ok: true }),
}));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  hear: () => undefined,
  ask: (request: Request) => page.answer(request),
}));
vi.mock('../../../entrypoints/portal.content/load-script.ts', async () => {
  const { startAdviser } = await import('../../../entrypoints/portal.content/adviser.ts');
  return { loadScript: async () => startAdviser };
});
vi.mock('../../../entrypoints/portal.content/highlight.ts', () => ({
  createHighlighter: () => ({ show: () => undefined, clear: () => undefined }),
}));
vi.mock('../../../entrypoints/portal.content/mount.tsx', () => ({
  mount: (_document: Document, model: PanelModel) => {
    page.model = model;
    return { anchor: () => undefined, remove: () => undefined };
  },
}));

const revision = 'e0b7c9f2-0000-4000-8000-000000000001';
const waiting = { [revision]: 'waiting' } as const;
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
const index = indexOf([target('chairs', { cpv: ['39112'] })]);
/** What the journal answers; `sharing` is what the team's server has not acknowledged. */
let held: ProcedureState;
let asked: number;
let life: PageLife;

async function background({ type }: Request): Promise<unknown> {
  if (type === 'page/index') return { ok: true, index: compiledOf(index) };
  if (type === 'targets/words') return { ok: true, targets: [], tips: [], ecolabels: [] };
  if (type === 'advice/wording') return { ok: true, wording: data.wording };
  if (type === 'procedure/state') asked += 1;
  if (type === 'procedure/follow') held = { ...held, followed: true };
  if (type === 'procedure/unfollow') held = { ...held, followed: false };
  return { ok: true, ...held };
}
const settle = () => vi.advanceTimersByTimeAsync(400);
const model = (): PanelModel => {
  if (!page.model) throw new Error('nothing is shown');
  return page.model;
};
const said = () => [model().journal.value?.sharing, model().announcement.value];

beforeEach(async () => {
  vi.useFakeTimers();
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
  happyDOM.setURL('https://portal.example/tender/1');
  held = stateWith({ sharing: waiting });
  page.answer = background;
  document.body.innerHTML = `<main><h1>Kontorstole til rådhuset</h1><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd>
    <dt>CPV-koder</dt><dd>39112000</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl></main>`;
  life = startPage(document, hello);
  await life.started;
  asked = 0;
});
afterEach(() => {
  life.end();
  vi.useRealTimers();
});

test('a decision is said to be shared once the team’s server has answered, and only then', async () => {
  life.press('team/told');
  await settle();
  expect(said()).toEqual([waiting, '']);
  held = { ...held, sharing: {} };
  life.press('team/told');
  await settle();
  expect(said()).toEqual([{}, 'Shared with the team']);
  // Nothing waits by now, so nothing is asked.
  life.press('team/told');
  await settle();
  expect(asked).toBe(2);
});

test('what is done while the page asks stays, and is asked about by itself', async () => {
  const late: (() => void)[] = [];
  page.answer = async (request) => {
    const answer = await background(request);
    if (request.type === 'procedure/state') await new Promise<void>((resolve) => late.push(resolve));
    return answer;
  };
  life.press('team/told');
  await settle();
  await model().actions.follow();
  held = { ...held, sharing: {} };
  late.shift()?.();
  await settle();
  expect(model().journal.value).toMatchObject({ followed: true, sharing: waiting });
  late.shift()?.();
  await settle();
  expect(model().journal.value).toMatchObject({ followed: true, sharing: {} });
});

test('what is done while the page tells what it read stays', async () => {
  await model().actions.follow();
  let answer: () => void = () => undefined;
  page.answer = async (request) => {
    const reply = await background(request);
    if (request.type === 'procedure/refresh') await new Promise<void>((resolve) => (answer = resolve));
    return reply;
  };
  document.querySelector('dd')?.append(' og Engdal Kommune');
  await settle();
  await model().actions.unfollow();
  expect(model().journal.value?.followed).toBe(false);
  answer();
  await settle();
  expect(model().journal.value?.followed).toBe(false);
});

test('without a team nothing is asked', async () => {
  held = { ...held, sharing: null };
  await model().actions.follow();
  life.press('team/told');
  await settle();
  expect(asked).toBe(0);
});
