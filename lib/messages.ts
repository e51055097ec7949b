import type { z } from 'zod';
import { type FramedOutcome, type FramePageRequest, isFramePageRequest } from './frame-messages.ts';
import type { Locale } from './i18n.ts';
import type { TipHistory } from './log/procedures/tip-history.ts';
import type { Revision } from './log/schema.ts';
import type { CompiledIndex } from './matching/compiled.ts';
import type { Coverage } from './matching/finding.ts';
import type { pageRequestSchema, requestSchema } from './message-schema.ts';
import type { PageKind, ReadingState, Tender } from './portals/tender.ts';
import type { NoticeGroup } from './reporting/notice-codes/approved.ts';
import type { BuyerKind, SiteMode } from './settings.ts';
import type { CatalogueTarget } from './targets/load.ts';
import type { PageWording, Tip } from './targets/schema.ts';
import type { Unshared } from './team/sharing.ts';

/** Messages from the page or the popup to the background. */
export type Request = z.infer<typeof requestSchema>;
export type RequestOf<T extends Request['type']> = Extract<Request, { type: T }>;

/** An error that crosses rooms: a code with words in the locales (`error.<code>`), never an exception's text alone. */
export interface Failure {
  ok: false;
  error: { code: ErrorCode; detail: string | null };
}
export type ErrorCode =
  | 'invalid-message'
  | 'unknown-target'
  | 'not-followed'
  | 'nothing-to-undo'
  | 'journal-newer'
  | 'journal-closed'
  | 'journal-quota'
  | 'journal-failed'
  | 'extension-updated';
export type Reply<T> = ({ ok: true } & T) | Failure;

/** Answer to `page/hello`. `texts` are the panel's strings in the user's language. */
export interface Hello {
  mode: SiteMode;
  locale: Locale;
  texts: Record<string, string>;
  buyerKind: BuyerKind;
  country: string;
  organisation: { name: string; cvr: string };
  highlight: boolean;
  /** Edition of the targets: a page that is open starts anew when another one holds. */
  edition: string;
}

/** Answer to `procedure/state`: what the journal holds for this tender. */
export interface ProcedureState {
  followed: boolean;
  procedureId: string | null;
  /** A followed procedure that this may be: same buyer and title, or same address. Only the buyer can say. No host: it was read from documents. */
  possible: { id: string; title: string; host: string | null; followedDay: string } | null;
  /** Current decisions, mismatches included, one per (lot, target). */
  decisions: Revision[];
  /** Those of them that the team's server does not have, by id; null without a team. */
  sharing: Record<string, Unshared> | null;
  dismissedTips: string[];
  usedTips: string[];
  tipHistory: TipHistory;
  notice: NoticeState;
}

/** What goes into the notice's fields for aims, as it follows from the decisions. */
export interface NoticeState {
  /** Day on which the buyer approved it in the dashboard; null when it is only suggested. */
  approvedDay: string | null;
  lots: NoticeGroup[];
}

export interface Replies {
  'page/hello': Reply<Hello>;
  'page/script': Reply<object>;
  'page/index': Reply<{ index: CompiledIndex }>;
  'targets/words': Reply<{ targets: CatalogueTarget[]; tips: Tip[]; ecolabels: { id: string; name: string }[] }>;
  'advice/wording': Reply<{ wording: PageWording }>;
  'page/badge': Reply<object>;
  'page/highlight': Reply<object>;
  'procedure/state': Reply<ProcedureState>;
  'procedure/follow': Reply<ProcedureState>;
  'procedure/refresh': Reply<ProcedureState>;
  'procedure/unfollow': Reply<ProcedureState>;
  'procedure/same': Reply<ProcedureState>;
  'decision/log': Reply<{ revision: Revision; state: ProcedureState }>;
  'decision/mismatch': Reply<{ revision: Revision; state: ProcedureState }>;
  'decision/undo': Reply<{ revision: Revision; state: ProcedureState }>;
  'tip/log': Reply<object>;
  'dashboard/open': Reply<object>;
  'organisation/visit': Reply<object>;
  'team/changed': Reply<object>;
  'frames/read': Reply<object>;
  'frames/act': Reply<{ outcome: FramedOutcome }>;
  'frames/tell': Reply<object>;
}

/** Messages from the background or the popup to a page. */
export type PageRequest = z.infer<typeof pageRequestSchema>;

/** What the page has read and found; the popup's debug report is the same object. */
export interface PageReport {
  adapter: string;
  kind: PageKind;
  state: ReadingState;
  tender: Tender;
  findings: {
    target: string;
    area: string;
    score: number;
    reasons: { kind: 'cpv' | 'term' | 'ecolabel'; text: string; where: string }[];
    coverage: Coverage;
  }[];
  /** Areas that the tender lies in and for which no target is shown, with the id of what the panel points to. */
  areas: { area: string; target: string; score: number; reasons: PageReport['findings'][number]['reasons'] }[];
  tips: string[];
  /** Milliseconds spent on each step, of the latest reading. */
  timings: { read: number; match: number; advise: number; show: number };
}

const plainRequests: readonly unknown[] = [
  'page/report',
  'panel/toggle',
  'panel/next',
  'panel/log',
  'team/told',
] satisfies Exclude<PageRequest, FramePageRequest | ModeRequest>['type'][];
const siteModes: readonly unknown[] = ['off', 'quiet', 'full'] satisfies SiteMode[];

type ModeRequest = Extract<PageRequest, { type: 'site/mode' }>;

/** Whether a message says how to run here, and is whole; all that a frame hears beside what is about frames. */
export function isModeRequest(message: unknown): message is ModeRequest {
  const { type, mode, ...rest } = Object(message) as { type?: unknown; mode?: unknown };
  return type === 'site/mode' && siteModes.includes(mode) && Object.keys(rest).length === 0;
}

/** Whether a message that reached the page is one of ours and whole. */
export function isPageRequest(message: unknown): message is PageRequest {
  if (isFramePageRequest(message) || isModeRequest(message)) return true;
  const { type, ...rest } = Object(message) as { type?: unknown };
  return plainRequests.includes(type) && Object.keys(rest).length === 0;
}

/** Whether a reply from the background has the common shape; a lost connection or an old version answers otherwise. */
export function isReply(reply: unknown): reply is Reply<object> {
  if (typeof reply !== 'object' || reply === null) return false;
  const { ok, error } = reply as { ok?: unknown; error?: unknown };
  if (ok === true) return true;
  return ok === false && typeof error === 'object' && error !== null && 'code' in error;
}
