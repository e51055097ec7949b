import { browser } from 'wxt/browser';
import type { Locale } from '../../lib/i18n.ts';
import {
  answerSame,
  follow,
  type JournalState,
  logDecision,
  logMismatch,
  logTip,
  refresh,
  stateOf,
  undo,
  unfollow,
} from '../../lib/log/journal.ts';
import { JournalError } from '../../lib/log/journal-error.ts';
import { cleanAddress } from '../../lib/log/merge/identity.ts';
import { noticeApprovalOf } from '../../lib/log/procedures/notice-approval.ts';
import { procedureOf } from '../../lib/log/procedures/procedures.ts';
import type { Procedure, ProcedureFacts } from '../../lib/log/schema.ts';
import { exactVersion, versionOn, writeContext } from '../../lib/log/write-context.ts';
import type { ErrorCode, Failure, ProcedureState, Replies, Request } from '../../lib/messages.ts';
import { noticeFills } from '../../lib/reporting/notice-codes/approved.ts';
import type { Settings } from '../../lib/settings.ts';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { contentLanguage, inLocale } from '../../lib/targets/localized.ts';
import type { PageWording } from '../../lib/targets/schema.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { sharingOf } from '../../lib/team/sharing.ts';
import { compiledIndex } from './compiled-index.ts';
import { actInFrame, readFrames, tellPage } from './frames.ts';
import { styleHighlights } from './highlights.ts';
import { journal } from './journal.ts';
import { localeFor } from './locale.ts';
import { catalogue } from './organisation.ts';
import { putScript } from './page-scripts.ts';
import { currentSettings } from './settings.ts';
import { modeAt } from './sites.ts';
import { visitIfDue } from './source.ts';
import { tellTabs } from './team.ts';
import { panelTexts } from './texts.ts';
import { showOpen } from './toolbar.ts';

/** Who sent a message: a document in a tab with its address, or one of our own pages. */
export interface Sender {
  tabId: number | null;
  frameId: number;
  /** Null where the browser does not tell documents in one frame apart. */
  documentId: string | null;
  url: string;
}

type Answer = Replies[Request['type']] | Failure;

/** Answers one checked message. Every error comes out as a Failure with a code that has words in the locales. */
export async function serve(request: Request, sender: Sender): Promise<Answer> {
  try {
    return await answer(request, sender);
  } catch (error) {
    if (error instanceof JournalError) return failure(error.code, error.message);
    return failure('journal-failed', error instanceof Error ? error.message : String(error));
  }
}

/** A failure for the page; `detail` is for the debug report, the words come from the locales. */
export function failure(code: ErrorCode, detail: string | null): Failure {
  return { ok: false, error: { code, detail } };
}

async function answer(request: Request, sender: Sender): Promise<Answer> {
  switch (request.type) {
    case 'page/hello':
      return hello(sender);
    case 'page/script':
      await putScript(request.script, sender);
      return { ok: true };
    case 'page/index':
      return { ok: true, index: await compiledIndex() };
    case 'targets/words':
      return words(await catalogue(), request.targets, request.tips, localeFor(await currentSettings()));
    case 'advice/wording':
      return { ok: true, wording: pageWording(await catalogue()) };
    case 'page/badge':
      await showOpen(sender, request.count);
      return { ok: true };
    case 'page/highlight':
      await styleHighlights(sender, request.on);
      return { ok: true };
    case 'dashboard/open': {
      const route = request.route ?? homeRoute(await currentSettings());
      await browser.tabs.create({ url: `${browser.runtime.getURL('/dashboard.html')}#/${route}` });
      return { ok: true };
    }
    case 'organisation/visit':
      await visitIfDue({ asked: true });
      return { ok: true };
    case 'team/changed':
      await tellTabs();
      return { ok: true };
    case 'frames/read':
      await readFrames(sender, request.tender);
      return { ok: true };
    case 'frames/act':
      return { ok: true, outcome: await actInFrame(sender, request) };
    case 'frames/tell':
      await tellPage(sender, request);
      return { ok: true };
    case 'procedure/state':
      return {
        ok: true,
        ...(await stateReply(await stateOf(journal(), stored(request.procedure)), await catalogue())),
      };
    default:
      return write(request);
  }
}

/** A buyer's dashboard opens on their own unit, a team lead's on all of them; the filter stands in the address. */
function homeRoute({ role, unit }: Settings): string {
  return role === 'buyer' && unit !== '' ? `overview?${new URLSearchParams({ unit })}` : 'overview';
}

type WriteRequest = Extract<
  Request,
  {
    type: `decision/${string}` | `procedure/${'follow' | 'refresh' | 'unfollow' | 'same'}` | 'tip/log';
  }
>;

async function write(request: WriteRequest): Promise<Answer> {
  const db = journal();
  const data = await catalogue();
  const context = await writeContext(db, data, await currentSettings(), browser.runtime.getManifest().version);
  if (request.type === 'decision/undo') {
    const { revision, state } = await undoOf(request.revisionId);
    return { ok: true, revision, state };
  }
  const facts = stored(request.procedure);
  const state = async () => stateReply(await stateOf(db, facts), data);
  switch (request.type) {
    case 'procedure/follow':
      await follow(db, facts, known(data, request.relevant), context);
      return { ok: true, ...(await state()) };
    case 'procedure/refresh':
      await refresh(db, facts, known(data, request.relevant), context);
      return { ok: true, ...(await state()) };
    case 'procedure/unfollow':
      await unfollow(db, facts, context);
      return { ok: true, ...(await state()) };
    case 'procedure/same': {
      const { other, same } = request;
      await answerSame(db, facts, known(data, request.relevant), { other, same }, context);
      return { ok: true, ...(await state()) };
    }
    case 'decision/log': {
      if (context.target(request.decision.targetId) === null)
        return failure('unknown-target', request.decision.targetId);
      const revision = await logDecision(db, facts, known(data, request.relevant), request.decision, context);
      return { ok: true, revision, state: await state() };
    }
    case 'decision/mismatch': {
      if (context.target(request.targetId) === null) return failure('unknown-target', request.targetId);
      const revision = await logMismatch(db, facts, request.targetId, context);
      return { ok: true, revision, state: await state() };
    }
    case 'tip/log':
      await logTip(db, facts, request.tip, request.action, context);
      return { ok: true };
  }

  async function undoOf(revisionId: string) {
    const revision = await undo(db, revisionId, context);
    const procedure = await procedureOf(db, revision.procedureId);
    if (!procedure) throw new JournalError('not-followed', 'everything', revision.procedureId);
    return { revision, state: await stateReply(await stateOf(db, procedure), data) };
  }
}

async function hello({ url }: Sender): Promise<Replies['page/hello']> {
  const settings = await currentSettings();
  const locale = localeFor(settings);
  const { areas, version } = await catalogue();
  return {
    ok: true,
    mode: await modeAt(url),
    locale,
    texts: panelTexts(locale, areas),
    buyerKind: settings.buyerKind,
    country: settings.country,
    organisation: settings.organisation,
    highlight: settings.highlight,
    edition: version,
  };
}

function words(
  data: Catalogue,
  targets: readonly string[],
  tips: readonly string[],
  locale: Locale,
): Replies['targets/words'] {
  const day = dayOf(new Date());
  return {
    ok: true,
    targets: targets.map((id) => versionOn(data.targets, id, day)).filter((target) => target !== null),
    tips: data.tips.filter(({ id }) => tips.includes(id)),
    ecolabels: data.ecolabels.map(({ id, name }) => ({ id, name: inLocale(name, locale) })),
  };
}

/** The rules without the texts that they are tried with. */
function pageWording({ wording: { words, rules } }: Catalogue): PageWording {
  return { words, rules: rules.map(({ examples: _, ...rule }) => rule) };
}

/** What may be stored: the address without secrets. */
function stored(facts: ProcedureFacts): ProcedureFacts {
  return { ...facts, url: cleanAddress(facts.url) || new URL(facts.url).origin };
}

/** Relevant targets that the installed packs have; a page cannot make up others. */
function known<T extends { target: string; version: number; area: string }>(
  data: Catalogue,
  relevant: readonly T[],
): T[] {
  return relevant.filter(({ target, version, area }) =>
    data.targets.some((own) => own.id === target && own.version === version && own.area === area),
  );
}

async function stateReply({ procedure, possible, ...rest }: JournalState, data: Catalogue): Promise<ProcedureState> {
  const followed = procedure !== null && procedure.unfollowedAt === null;
  const asked = possible?.unfollowedAt === null ? questionOf(possible) : null;
  const notice = await noticeState(procedure, rest.decisions, data);
  const sharing = await sharingOf(journal(), rest.decisions);
  return { followed, procedureId: procedure?.id ?? null, possible: asked, ...rest, sharing, notice };
}

/** The codes for the notice: what the buyer approved in the dashboard, else what follows from the decisions. */
async function noticeState(
  procedure: Procedure | null,
  rows: ProcedureState['decisions'],
  { targets }: Catalogue,
): Promise<ProcedureState['notice']> {
  if (procedure === null || rows.length === 0) return { approvedDay: null, lots: [] };
  const approval = await noticeApprovalOf(journal(), procedure);
  const target = (id: string, version: number) => exactVersion(targets, id, version);
  const lots = noticeFills({ procedure, rows, target }, approval, contentLanguage(procedure.language));
  return { approvedDay: approval?.day ?? null, lots };
}

/** What a page may hear of another procedure: what the buyer knows it by. */
function questionOf({ id, title, url, followedAt }: Procedure): ProcedureState['possible'] {
  return { id, title, host: url === '' ? null : new URL(url).host, followedDay: followedAt.slice(0, 10) };
}
