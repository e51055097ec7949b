import type { Signal } from '@preact/signals';
import type { Advice } from '../../lib/advice/advise.ts';
import type { Advised } from '../../lib/advice/advised.ts';
import type { Translator } from '../../lib/i18n.ts';
import type { DecisionInput, Revision } from '../../lib/log/schema.ts';
import type { Reason } from '../../lib/matching/finding.ts';
import type { ProcedureState } from '../../lib/messages.ts';
import type { Item, Tender } from '../../lib/portals/tender.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { contentLanguage, ownLanguage } from '../../lib/targets/localized.ts';
import type { Language, Tip } from '../../lib/targets/schema.ts';
import type { FieldsModel } from './fields-model.ts';
import type { ShopView } from './shop-view.ts';
import type { WordingAdvice } from './wording-view.ts';

/** The words of what is shown; they come from the background when the panel opens. */
export interface Words {
  targets: ReadonlyMap<string, CatalogueTarget>;
  tips: ReadonlyMap<string, Tip>;
  ecolabels: readonly { id: string; name: string }[];
}

/** What the panel can ask for; each resolves when it is done, failures land in `failure`. */
export interface PanelActions {
  open: () => void;
  close: () => void;
  follow: () => Promise<void>;
  unfollow: () => Promise<void>;
  /** Says whether this tender is the followed one that it may be. */
  answerSame: (same: boolean) => Promise<void>;
  /** True only when the journal's transaction has completed. */
  log: (input: DecisionInput) => Promise<boolean>;
  undo: (revision: Revision) => Promise<void>;
  mismatch: (target: string) => Promise<void>;
  copy: (text: string) => Promise<boolean>;
  /** Of a tip or a rule on wording. True when it is noted or, for a tender that is not followed, hidden. */
  tip: (tip: string, action: 'used' | 'dismissed') => Promise<boolean>;
  /** Opens the dashboard at a route of its own, or at home. */
  dashboard: (route: string | null) => void;
  /** Brings the first place of what is said that still stands on the page into view. */
  showPlace: (said: { reasons: readonly Pick<Reason, 'span'>[] }) => void;
  /** Brings an article of the page into view, with its advice. */
  showItem: (item: Item) => void;
}

/** State of the panel on one page; everything that changes is a signal. */
export interface PanelState {
  translate: Translator;
  /** Changes with the tender that is shown: what was typed or chosen for one must not end up at the next. */
  subject: Signal<string>;
  tender: Signal<Tender | null>;
  advice: Signal<Advice | null>;
  words: Signal<Words | null>;
  journal: Signal<ProcedureState | null>;
  /** An article of a shop or a basket, not a tender: other words, and no coverage, since nobody writes a text there. */
  isItem: Signal<boolean>;
  /** The articles of a shop's page with their advice; null on any other page. */
  shop: Signal<ShopView | null>;
  /** The page names a tender that can be stored (it has a title). */
  storable: Signal<boolean>;
  /** The buyer is the user's own organisation: following is proposed. */
  own: Signal<boolean>;
  isOpen: Signal<boolean>;
  /** What is on its way: a target's id, `follow`, or null. */
  busy: Signal<string | null>;
  /** What went wrong, at which target (or `follow`), in the user's words. */
  failure: Signal<{ at: string; text: string } | null>;
  /** Said to screen readers when it changes. */
  announcement: Signal<string>;
  /** Wrong findings on a tender that is not followed: hidden while the page lives, stored nowhere. */
  hidden: Signal<ReadonlySet<string>>;
  /** Advice on the wording of the text, by rule; looked for while the panel is open. */
  wording: Signal<readonly WordingAdvice[]>;
  /** Where the buyer writes on this page. */
  fields: FieldsModel;
}

/** The panel's state with what its buttons do. */
export interface PanelModel extends PanelState {
  actions: PanelActions;
  /** What a key of the browser's asked for and the panel has not done yet. */
  step: Signal<'panel/next' | 'panel/log' | null>;
}

/** What the markers at the fields need of it. */
export interface MarkerModel extends PanelState {
  actions: Pick<PanelActions, 'open' | 'close'>;
}

/** The language that a criterion goes into: the tender's own, or the one its readers know best of those there are. */
export function tenderLanguage(tender: Tender | null): Language {
  return contentLanguage(tender?.language);
}

/** The text that says which language a criterion is in, where it is not the tender's own; null where it is. */
export function languageNotice(tender: Tender | null, language: Language) {
  if (language === ownLanguage(tender?.language)) return null;
  return language === 'en' ? 'panel.criterion.inEnglish' : 'panel.criterion.inDanish';
}

/** The current decision on a target and lot (null: the whole tender), if there is one. */
export function decisionOn(journal: ProcedureState | null, target: string, lot: string | null): Revision | null {
  return journal?.decisions.find((d) => d.target.id === target && d.lotId === lot && d.kind === 'decision') ?? null;
}

/** Whether the target was called a wrong finding, here or in the journal. */
function isHidden(journal: ProcedureState | null, hidden: ReadonlySet<string>, target: string): boolean {
  return (
    hidden.has(target) || (journal?.decisions.some((d) => d.kind === 'mismatch' && d.target.id === target) ?? false)
  );
}

/** What is left of a list when wrong findings are taken out. */
export function visible(
  list: readonly Advised[],
  journal: ProcedureState | null,
  hidden: ReadonlySet<string>,
): Advised[] {
  return list.filter(({ target }) => !isHidden(journal, hidden, target));
}

/** The fields of a decision for the form, so that it can be corrected. */
export function inputOf(revision: Revision): DecisionInput | null {
  if (revision.verdict === null) return null;
  return {
    lotId: revision.lotId,
    targetId: revision.target.id,
    verdict: revision.verdict,
    reason: revision.reason,
    placement: revision.placement,
    awardWeightPct: revision.awardWeightPct,
    measured: revision.measured,
    ecolabels: revision.ecolabels,
    evidence: revision.evidence,
    vehicles: revision.vehicles,
    phase: revision.phase,
  };
}
