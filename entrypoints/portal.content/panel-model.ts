import { signal } from '@preact/signals';
import type { PanelActions, PanelModel } from '../../components/panel/model.ts';
import type { Translator } from '../../lib/i18n.ts';
import type { ProcedureFacts, RelevantTarget } from '../../lib/log/schema.ts';
import type { Failure, ProcedureState } from '../../lib/messages.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import { ask } from './background-link.ts';
import { copyText } from './copy-text.ts';
import { loadWords } from './load-words.ts';
import { createPanelState } from './panel-state.ts';

/** What the page life gives the panel: the tender as it stands on the page right now. */
interface PageTender {
  facts: () => ProcedureFacts | null;
  relevant: () => RelevantTarget[];
  showPlace: PanelActions['showPlace'];
  showItem: PanelActions['showItem'];
}

/** The panel's state and what its buttons do; every answer of the background lands in signals. */
export function createPanelModel(document: Document, translate: Translator, page: PageTender): PanelModel {
  const model = createPanelState(translate);
  const step = signal<PanelModel['step']['value']>(null);
  const titleOf = (target: string): string => {
    const words = model.words.value?.targets.get(target);
    return words ? inLocale(words.title, translate.locale) : target;
  };
  const fail = (at: string, { error }: Failure): void => {
    model.failure.value = { at, text: translate(`error.${error.code}`) };
  };
  const underWay = new Map<string, string>();
  /**
   * Runs one request at a time per place, with its busy mark and its failure. `state` finds what the journal answered
   * about the tender; a page may show another one by then, and the answer is not about that. `what` is told apart where
   * a place has more that may run at once.
   */
  const run = async <T extends { ok: true }>(
    at: string,
    request: () => Promise<T | Failure>,
    state: (reply: T) => ProcedureState | null = () => null,
    what = at,
  ): Promise<T | false> => {
    const subject = model.subject.value;
    const place = `${subject} ${what}`;
    if (underWay.has(place)) return false;
    underWay.set(place, at);
    model.busy.value = at;
    model.failure.value = null;
    let reply: T | Failure;
    try {
      reply = await request();
    } finally {
      underWay.delete(place);
      model.busy.value = [...underWay.values()].at(-1) ?? null;
    }
    const isCurrent = (): boolean => model.subject.value === subject;
    if (reply.ok) {
      if (isCurrent()) model.journal.value = state(reply) ?? model.journal.value;
      return reply;
    }
    if (!isCurrent()) return false;
    fail(at, reply);
    // It may have been heard all the same, or another tab was faster: show what the journal holds by now.
    const procedure = page.facts();
    const held = procedure && (await ask({ type: 'procedure/state', procedure }));
    if (held?.ok && isCurrent()) model.journal.value = held;
    return false;
  };
  const facts = (): ProcedureFacts => {
    const found = page.facts();
    // Buttons that store are only drawn when the tender has a title.
    if (!found) throw new Error('no tender to store');
    return found;
  };
  const hide = (id: string): void => {
    model.hidden.value = new Set([...model.hidden.value, id]);
  };

  /** What was shown is part of the monitoring, for followed tenders only; the journal notes each tip once. */
  const noteShownTips = async (): Promise<void> => {
    if (!model.journal.value?.followed) return;
    const procedure = facts();
    for (const tip of model.advice.value?.tips ?? []) {
      await ask({ type: 'tip/log', procedure, tip, action: 'shown' });
    }
  };

  const actions: PanelActions = {
    open: () => {
      model.isOpen.value = true;
      void loadWords(model);
      void noteShownTips();
    },
    close: () => {
      step.value = null;
      model.isOpen.value = false;
    },
    follow: async () => {
      const reply = await run(
        'follow',
        () => ask({ type: 'procedure/follow', procedure: facts(), relevant: page.relevant() }),
        (state) => state,
      );
      if (!reply) return;
      model.announcement.value = translate('panel.announce.followed');
      void noteShownTips();
    },
    unfollow: async () => {
      const reply = await run(
        'follow',
        () => ask({ type: 'procedure/unfollow', procedure: facts() }),
        (state) => state,
      );
      if (!reply) return;
      model.announcement.value = translate('panel.announce.unfollowed');
    },
    answerSame: async (same) => {
      const other = model.journal.value?.possible?.id;
      if (other === undefined) return;
      const reply = await run(
        'follow',
        () => ask({ type: 'procedure/same', procedure: facts(), relevant: page.relevant(), other, same }),
        (state) => state,
      );
      if (!reply) return;
      model.announcement.value = translate(same ? 'panel.announce.same' : 'panel.announce.different');
    },
    log: async (decision) => {
      const reply = await run(
        decision.targetId,
        () => ask({ type: 'decision/log', procedure: facts(), relevant: page.relevant(), decision }),
        ({ state }) => state,
      );
      if (!reply) return false;
      model.announcement.value = translate('panel.announce.logged', {
        verdict: translate(`verdict.${decision.verdict}`),
        title: titleOf(decision.targetId),
      });
      return true;
    },
    undo: async (revision) => {
      const target = revision.target.id;
      const reply = await run(
        target,
        () => ask({ type: 'decision/undo', revisionId: revision.id }),
        ({ state }) => state,
      );
      if (!reply) return;
      model.announcement.value = translate('panel.announce.undone', { title: titleOf(target) });
    },
    mismatch: async (targetId) => {
      const announced = translate('panel.announce.mismatch', { title: titleOf(targetId) });
      if (!model.journal.value?.followed) {
        hide(targetId);
        model.announcement.value = announced;
        return;
      }
      const reply = await run(
        targetId,
        () => ask({ type: 'decision/mismatch', procedure: facts(), targetId }),
        ({ state }) => state,
      );
      if (!reply) return;
      model.announcement.value = announced;
    },
    copy: async (text) => {
      const copied = await copyText(document, text);
      model.announcement.value = translate(copied ? 'panel.announce.copied' : 'panel.copyFailed');
      return copied;
    },
    tip: async (tip, action) => {
      if (action === 'dismissed') hide(tip);
      if (!model.journal.value?.followed) return action === 'dismissed';
      const log = () => ask({ type: 'tip/log', procedure: facts(), tip, action });
      const reply = await run('follow', log, () => null, `tip ${tip}`);
      if (reply && action === 'used') model.announcement.value = translate('panel.announce.tipUsed');
      return reply !== false;
    },
    dashboard: (route) => {
      void ask({ type: 'dashboard/open', route });
    },
    showPlace: page.showPlace,
    showItem: page.showItem,
  };
  return { ...model, actions, step };
}
