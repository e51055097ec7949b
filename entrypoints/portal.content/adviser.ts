import { batch, effect } from '@preact/signals';
import { visible } from '../../components/panel/model.ts';
import { type Advice, adviseInSteps } from '../../lib/advice/advise.ts';
import { createReadings } from '../../lib/advice/coverage-readings.ts';
import { labelsIn } from '../../lib/advice/wording.ts';
import { factsOf, relevantOf } from '../../lib/facts.ts';
import { createTranslator } from '../../lib/i18n.ts';
import { undecided } from '../../lib/log/undecided.ts';
import { rememberHits } from '../../lib/matching/known-hits.ts';
import { matchTender, placedHits } from '../../lib/matching/match.ts';
import type { ProcedureState } from '../../lib/messages.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { ask } from './background-link.ts';
import { createCodeSlots } from './fields/code-slots.ts';
import { fieldsPart } from './fields/fields-part.ts';
import { framesPart } from './frames/frames-part.ts';
import { loadWords } from './load-words.ts';
import { createMatcherOfDay } from './matcher-of-day.ts';
import { isOwn } from './own-buyer.ts';
import { createPanelModel } from './panel-model.ts';
import type { StartAdviser } from './seam.ts';
import { adviceOn, createShopAdviser, textOf } from './shop.ts';
import { shopPart } from './shop-part.ts';
import { showPlace } from './show-place.ts';
import type { PagePart, Shown } from './shown.ts';
import { highlightPart, panelPart } from './surface.ts';
import { wordingPart } from './wording-part.ts';

/** Matches, advises and shows what the page holds. The quiet mode marks nothing in the page's text. */
export const startAdviser: StartAdviser = (page) => {
  const { document, hello, slices, signal, timings, readAgain } = page;
  const translate = createTranslator(hello.locale, hello.texts);
  let reading: Reading | null = null;
  let shown: Shown | null = null;
  let met: { tender: string; url: URL } | null = null;
  let readingKey = '';
  let badge: number | null = null;
  let refreshed = '';

  const model = createPanelModel(document, translate, {
    facts: () => shown?.facts ?? null,
    relevant: () => shown?.relevant ?? [],
    showPlace: (advised) => {
      if (reading) showPlace(advised, reading);
    },
    showItem: (item) => shop.showItem(item),
  });
  const shop = shopPart(document, model, hello);
  const adviseShop = createShopAdviser(hello);
  const targets = createMatcherOfDay(() => {
    model.words.value = null;
  }, page.index);
  const parts: PagePart[] = [
    panelPart(document, model, hello),
    highlightPart(model, hello, signal),
    fieldsPart(document, model, hello, targets, page, createCodeSlots()),
    framesPart(document, model, page),
    shop,
    wordingPart(model, slices, signal),
  ];
  const findHits = rememberHits(slices.pace);
  const readings = createReadings();

  const showBadge = (count: number | null): void => {
    if (badge === count) return;
    badge = count;
    void ask({ type: 'page/badge', count });
  };

  const left = (): Advice | null => {
    const advice = model.advice.value;
    return advice && { ...advice, shown: visible(advice.shown, model.journal.value, model.hidden.value) };
  };
  const stopBadge = effect(() => {
    const open = left()?.shown;
    showBadge(open ? undecided(open, model.journal.value?.decisions ?? []).length : null);
  });

  const clear = (): void => {
    readingKey = '';
    shown = null;
    model.advice.value = null;
    model.isOpen.value = false;
    for (const part of parts) part.clear();
    showBadge(null);
  };

  signal.addEventListener('abort', () => {
    stopBadge();
    clear();
  });

  const show = (): void => {
    if (!shown || !reading) return;
    for (const part of parts) part.show(shown, reading);
  };

  /**
   * The address that a tender was first read at. A portal's route changes before its page does, so the tender that
   * still stands there must not be taken for the one that the new address names.
   */
  const addressOf = (tender: string): URL => {
    if (met?.tender !== tender) met = { tender, url: new URL(location.href) };
    return met.url;
  };

  const take = async (next: Reading): Promise<boolean> => {
    const day = dayOf(new Date());
    const tender = JSON.stringify(next.tender);
    const url = addressOf(tender);
    const key = keyOf(next, tender, `${day} ${url.href}`);
    if (key === readingKey) {
      reading = next;
      show();
      return true;
    }
    const matcher = await targets.on(day);
    if (signal.aborted) return false;
    if (!matcher) {
      // Nothing of another tender may stay; the next change of the page asks again.
      clear();
      return true;
    }
    const facts = factsOf(next, url);
    const subject = next.kind === 'form' ? url.href : `${url.href} ${next.tender.title}`;
    let journal = shown?.tender === tender ? model.journal.value : null;
    let problem = shown?.subject === subject ? model.failure.value : null;
    if (facts && !journal) {
      const state = await ask({ type: 'procedure/state', procedure: facts });
      if (signal.aborted) return false;
      if (state.ok) journal = state;
      else problem = { at: 'follow', text: translate(`error.${state.error.code}`) };
    }
    const view = await adviseShop(matcher, next);
    if (signal.aborted) return false;
    const found = await slices.run(() => matchTender(matcher, next.tender, next.blocks, findHits));
    if (signal.aborted || !found) return false;
    const matched = found.result;
    const settled = new Set([...(journal?.dismissedTips ?? []), ...(journal?.usedTips ?? [])]);
    const past = { settled, history: journal?.tipHistory ?? {} };
    const advised =
      view && view.kind !== 'item'
        ? { result: adviceOn(view), spent: 0 }
        : await slices.steps(adviseInSteps(matcher.index, matched, next.tender, next.blocks, hello, past, readings));
    if (signal.aborted || !advised) return false;
    const advice = advised.result;
    // What the buyer did with this tender meanwhile is newer than what was known before.
    if (shown?.tender === tender) journal = model.journal.value ?? journal;
    const showStarted = performance.now();
    timings.match = found.spent;
    timings.advise = advised.spent;
    readingKey = key;
    reading = next;
    shown = {
      subject,
      tender,
      facts,
      relevant: relevantOf(advice),
      advice,
      labels: labelsIn(matcher.index, placedHits(matched.found, 'ecolabel')),
    };
    batch(() => {
      if (model.subject.value !== subject) model.hidden.value = new Set();
      model.subject.value = subject;
      model.tender.value = next.tender;
      model.storable.value = facts !== null;
      model.isItem.value = next.kind === 'item' || next.kind === 'basket';
      model.shop.value = view;
      model.own.value = isOwn(next, hello);
      model.journal.value = journal;
      model.failure.value = problem;
      model.advice.value = advice;
    });
    show();
    timings.show = performance.now() - showStarted;
    if (model.isOpen.value) void loadWords(model);
    await keepUp(shown);
    return true;
  };

  /** A followed procedure that is read again keeps its relevant targets and facts up to date; told only what is new. */
  const keepUp = async ({ facts, relevant }: Shown): Promise<void> => {
    if (!facts || !model.journal.value?.followed) return;
    const news = JSON.stringify([facts, relevant]);
    if (news === refreshed) return;
    const before = model.journal.value;
    const reply = await ask({ type: 'procedure/refresh', procedure: facts, relevant });
    if (!reply.ok || signal.aborted) return;
    refreshed = news;
    // What the buyer did meanwhile has its own answer, which is the newer one.
    if (model.journal.value === before) model.journal.value = reply;
  };

  /** More may be shared with the team than was; what was logged meanwhile has its own answer, and is asked about anew. */
  const followSharing = async (): Promise<void> => {
    const before = model.journal.value;
    const procedure = shown?.facts;
    if (!procedure || !isWaiting(before)) return;
    const state = await ask({ type: 'procedure/state', procedure });
    if (!state.ok || signal.aborted) return;
    if (model.journal.value !== before) return followSharing();
    model.journal.value = state;
    if (!isWaiting(state)) model.announcement.value = translate('panel.announce.shared');
  };

  const newDay = (): void => {
    if (targets.isOutdated()) readAgain();
  };
  document.addEventListener('visibilitychange', newDay, { signal });

  return {
    take,
    leave: () => {
      met = null;
      clear();
    },
    advice: left,
    press: (key) => {
      if (key === 'team/told') return void followSharing();
      if (!shown) return;
      if (key !== 'panel/toggle') model.step.value = key;
      else if (model.isOpen.value) return model.actions.close();
      if (model.isOpen.value) return;
      model.actions.open();
      show();
    },
  };
};

/** Whether the team's server has still to take one of the decisions. */
const isWaiting = (journal: ProcedureState | null): boolean =>
  Object.values(journal?.sharing ?? {}).includes('waiting');

/** Changes whenever anything that matching works on does. */
function keyOf({ blocks, titleElement, items = [] }: Reading, tender: string, place: string): string {
  const texts = [...blocks.map(({ where, text }) => `${where}\u0000${text}`), ...items.map(textOf)].join('\u0001');
  return `${place}\u0001${titleElement?.isConnected}\u0001${tender}\u0001${texts}`;
}
