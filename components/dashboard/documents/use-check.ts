import { useEffect, useMemo, useState } from 'preact/hooks';
import { noPast } from '../../../lib/advice/tips.ts';
import { composeTender, type NamedDocument, type OwnWords } from '../../../lib/documents/compose.ts';
import { documentPortal } from '../../../lib/documents/document.ts';
import { factsOf, relevantOf } from '../../../lib/facts.ts';
import type { Translator } from '../../../lib/i18n.ts';
import {
  decide,
  follow,
  type JournalState,
  logMismatch,
  logTip,
  noteRelevant,
  stateOf,
  undo,
  unfollow,
} from '../../../lib/log/journal.ts';
import type { ProcedureFacts, RelevantTarget } from '../../../lib/log/schema.ts';
import { matcherOf } from '../../../lib/matching/compiled.ts';
import type { Matcher } from '../../../lib/matching/matcher.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { useWrite } from '../use-write.ts';
import type { Check } from './check.ts';
import { adviseDocuments } from './check-advice.ts';

/** The targets of the day, compiled; null until they are there, `failed` when the background did not answer. */
export function useMatcher(): Matcher | 'failed' | null {
  const { edge, today } = useHouse();
  const [known, setKnown] = useState<Matcher | 'failed' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    edge.compiledIndex().then(
      (index) => isCurrent && setKnown(matcherOf(index)),
      () => isCurrent && setKnown('failed'),
    );
    return () => {
      isCurrent = false;
    };
  }, [edge, today]);
  return known;
}

/** Puts the documents together, advises on them, and ties what can be done to the journal. */
export function useCheck(
  matcher: Matcher,
  documents: readonly NamedDocument[],
  own: OwnWords,
  translate: Translator,
  [chosen, choose]: readonly [string, (procedureId: string) => void],
): Check {
  const { settings, data, journal } = useHouse();
  const { busy, error, write } = useWrite();
  const { title, reference, buyer } = own;
  const composed = useMemo(
    () => composeTender(documents, { title, reference, buyer }),
    [documents, title, reference, buyer],
  );
  const facts = useMemo(() => factsOf({ tender: composed.tender, adapter: documentPortal }, null), [composed]);
  const held = useJournalState(chosen === '' ? facts : chosen);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const settled = [...(held?.dismissedTips ?? []), ...(held?.usedTips ?? [])].sort().join(' ');
  const found = useMemo(() => {
    const past = held ? { settled: new Set(settled.split(' ')), history: held.tipHistory } : noPast;
    return adviseDocuments(matcher, composed, settings, data.wording, past);
  }, [matcher, composed, settings.buyerKind, settings.country, data.wording, settled]);
  const { advice } = found;
  const mistaken = new Set(held?.decisions.filter(({ kind }) => kind === 'mismatch').map(({ target }) => target.id));
  const left = <T extends { target: string }>(list: readonly T[]): T[] =>
    list.filter(({ target }) => !mistaken.has(target) && !hidden.has(target));
  const isAway = (id: string) => hidden.has(id) || (held?.dismissedTips.includes(id) ?? false);
  const visible = {
    ...advice,
    shown: left(advice.shown),
    more: left(advice.more),
    general: left(advice.general),
    tips: advice.tips.filter((id) => !isAway(id)),
  };
  const relevant: RelevantTarget[] = relevantOf(visible);
  const isFollowed = held?.procedure != null && held.procedure.unfollowedAt === null;

  /** The procedure that is logged on: the followed one, its targets added to, or a new one. */
  const home = async (context: Parameters<typeof follow>[3]): Promise<string> => {
    if (held?.procedure && isFollowed) {
      await noteRelevant(journal, held.procedure.id, relevant, context);
      return held.procedure.id;
    }
    // Buttons that store are only drawn when the tender has a title.
    if (facts === null) throw new Error('no tender to store');
    const { id } = await follow(journal, facts, relevant, context);
    choose(id);
    return id;
  };
  const hide = (id: string): void => setHidden((before) => new Set([...before, id]));
  return {
    translate,
    composed,
    ...found,
    advice: visible,
    wording: found.wording.filter(({ rule }) => !isAway(`wording-${rule}`)),
    relevant,
    journal: held,
    isFollowed,
    isStorable: facts !== null || chosen !== '',
    busy,
    error,
    actions: {
      follow: async () => void (await write(home)),
      unfollow: async () => {
        const id = held?.procedure?.id;
        if (id !== undefined && (await write((context) => unfollow(journal, id, context))) !== null) choose('');
      },
      log: async (input) =>
        (await write(async (context) => decide(journal, await home(context), input, context))) !== null,
      undo: async (revision) => void (await write((context) => undo(journal, revision.id, context))),
      mismatch: async (target) => {
        const id = held?.procedure?.id;
        if (!isFollowed || id === undefined) return hide(target);
        await write((context) => logMismatch(journal, id, target, context));
      },
      tip: async (tip, action) => {
        const id = held?.procedure?.id;
        if (action === 'dismissed') hide(tip);
        if (isFollowed && id !== undefined) await write((context) => logTip(journal, id, tip, action, context));
      },
    },
  };
}

const nobody = Promise.resolve(null);

/** What the journal holds of a procedure, by its facts or its id; null until it is known, and without a title. */
function useJournalState(of: ProcedureFacts | string | null): JournalState | null {
  const { journal } = useHouse();
  const key = typeof of === 'string' ? of : JSON.stringify(of && [of.title, of.buyer, of.reference, of.procedureId]);
  const live = useLive<JournalState | null>(`document ${key}`, () => (of === null ? nobody : stateOf(journal, of)));
  return live.state === 'ready' && !live.stale ? live.value : null;
}
