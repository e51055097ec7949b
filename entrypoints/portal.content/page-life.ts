import type { PanelModel } from '../../components/panel/model.ts';
import { type Advice, type Advised, advise } from '../../lib/advice/advise.ts';
import { factsOf, relevantOf } from '../../lib/facts.ts';
import { createTranslator } from '../../lib/i18n.ts';
import type { ProcedureFacts } from '../../lib/log/schema.ts';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex, type Matcher } from '../../lib/matching/matcher.ts';
import type { Hello, PageReport } from '../../lib/messages.ts';
import { readPage } from '../../lib/portals/read.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import { rangeOf } from '../../lib/portals/text.ts';
import { watchPage } from '../../lib/portals/watch.ts';
import { ask } from './background-link.ts';
import { createHighlighter } from './highlight.ts';
import { type Mounted, mount } from './mount.tsx';
import { createPanelModel, loadWords } from './panel-model.ts';
import { reportOf } from './report.ts';

/** One page on which the product is on, from the first reading until it is switched off or left. */
export interface PageLife {
  /** The report of the page as it stands; an update that runs is waited for. */
  report: () => Promise<PageReport>;
  togglePanel: () => void;
  end: () => void;
}

/** Starts reading the page and keeps up with it. The quiet mode shows nothing until the panel is asked for. */
export async function startPage(document: Document, hello: Hello): Promise<PageLife> {
  const quiet = hello.mode === 'quiet';
  const life = new AbortController();
  const translate = createTranslator(hello.locale, hello.texts);
  const highlighter = createHighlighter(life.signal);
  const timings: PageReport['timings'] = { read: 0, match: 0, advise: 0, show: 0 };
  let reading: Reading = readPage(document, new URL(location.href));
  let advice: Advice | null = null;
  let matcher: Matcher | null = null;
  let mounted: Mounted | null = null;
  let readingKey = '';
  let procedureKey = '';

  const model = createPanelModel(document, translate, {
    facts: () => factsOf(reading, new URL(location.href)),
    relevant: () => (advice ? relevantOf(advice) : []),
    showPlace: (advised) => showPlace(advised, reading),
  });
  const areaName = (area: string): string => hello.texts[`area.${area}`] ?? area;

  const clear = (): void => {
    advice = null;
    model.advice.value = null;
    model.isOpen.value = false;
    mounted?.remove();
    mounted = null;
    highlighter.clear();
  };

  const show = (): void => {
    if (!advice) return;
    const wanted = !quiet || model.isOpen.value;
    if (wanted) {
      mounted ??= mount(document, model, { areaName, withPill: !quiet });
      mounted.anchor(reading.titleElement);
    }
    if (hello.highlight && wanted) highlighter.show(advice, reading.blocks);
  };

  const update = async (): Promise<void> => {
    const started = performance.now();
    const url = new URL(location.href);
    reading = readPage(document, url);
    timings.read = performance.now() - started;
    if (reading.state !== 'complete') {
      readingKey = '';
      procedureKey = '';
      clear();
      void ask({ type: 'page/badge', count: null });
      return;
    }
    const key = keyOf(reading, url);
    if (key === readingKey) {
      show();
      return;
    }
    readingKey = key;
    matcher ??= await fetchMatcher();
    if (!matcher || life.signal.aborted) return;
    model.tender.value = reading.tender;
    const facts = factsOf(reading, url);
    const sameProcedure = procedureKey === url.href && model.journal.value !== null;
    procedureKey = url.href;
    model.storable.value = facts !== null;
    model.isItem.value = reading.kind === 'item' || reading.kind === 'basket';
    if (!sameProcedure) {
      model.hidden.value = new Set();
      model.journal.value = null;
      if (facts) {
        const state = await ask({ type: 'procedure/state', procedure: facts });
        if (life.signal.aborted || readingKey !== key) return;
        if (state.ok) model.journal.value = state;
        else model.failure.value = { at: 'follow', text: translate(`error.${state.error.code}`) };
      }
    }
    const matchStarted = performance.now();
    const matched = matchTender(matcher, reading.tender, reading.blocks);
    const adviseStarted = performance.now();
    const dismissed = new Set(model.journal.value?.dismissedTips);
    advice = advise(matcher.index, matched, reading.tender, reading.blocks, hello, dismissed);
    const showStarted = performance.now();
    timings.match = adviseStarted - matchStarted;
    timings.advise = showStarted - adviseStarted;
    model.own.value = isOwn(reading, hello);
    model.advice.value = advice;
    show();
    timings.show = performance.now() - showStarted;
    if (model.isOpen.value) void loadWords(model);
    void ask({ type: 'page/badge', count: advice.shown.length });
    if (facts && model.journal.value?.followed) await keepUp(facts, advice, model);
  };

  const run = serially(update);
  await run();
  watchPage({ document, signal: life.signal, onChange: () => void run() });

  return {
    report: async () => {
      await run.settled();
      return reportOf(reading, advice, timings);
    },
    togglePanel: () => {
      if (!advice) return;
      if (model.isOpen.value) return model.actions.close();
      model.actions.open();
      show();
    },
    end: () => {
      life.abort();
      clear();
      void ask({ type: 'page/badge', count: null });
    },
  };
}

async function fetchMatcher(): Promise<Matcher | null> {
  const reply = await ask({ type: 'page/index' });
  return reply.ok ? compileIndex(reply.index satisfies MatchIndex) : null;
}

/** A followed procedure that is read again keeps its relevant targets and facts up to date. */
async function keepUp(procedure: ProcedureFacts, advice: Advice, model: Pick<PanelModel, 'journal'>): Promise<void> {
  const reply = await ask({ type: 'procedure/follow', procedure, relevant: relevantOf(advice) });
  if (reply.ok) model.journal.value = reply;
}

/** Changes whenever anything that matching works on does. */
function keyOf({ tender, blocks, titleElement }: Reading, url: URL): string {
  const texts = blocks.map(({ where, text }) => `${where}\u0000${text}`).join('\u0001');
  return `${url.href}\u0001${titleElement?.isConnected}\u0001${JSON.stringify(tender)}\u0001${texts}`;
}

/** Runs one at a time; calls that come meanwhile are answered by one more run at the end. */
function serially(task: () => Promise<void>): { (): Promise<void>; settled: () => Promise<void> } {
  let running: Promise<void> | null = null;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (again);
  };
  const run = (): Promise<void> => {
    again = true;
    running ??= loop().finally(() => {
      running = null;
    });
    return running;
  };
  return Object.assign(run, { settled: async () => running ?? undefined });
}

/** The buyer is the user's own organisation, by CVR number or by name. */
function isOwn({ tender }: Reading, { organisation }: Hello): boolean {
  return [tender.buyer, ...tender.otherBuyers].some((buyer) => {
    if (!buyer) return false;
    if (organisation.cvr !== '' && buyer.id === organisation.cvr) return true;
    return organisation.name !== '' && buyer.name.toLowerCase() === organisation.name.toLowerCase();
  });
}

function showPlace({ reasons }: Advised, { blocks }: Reading): void {
  for (const { span } of reasons) {
    const block = span ? blocks[span.block] : undefined;
    const range = span && block ? rangeOf(block, span.start, span.end) : null;
    const element = range?.startContainer.parentElement;
    if (!range || !element) continue;
    element.closest('details')?.setAttribute('open', '');
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', behavior: smooth ? 'smooth' : 'instant' });
    return;
  }
}
