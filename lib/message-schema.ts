import { z } from 'zod';
import { framePageRequests, frameRequests } from './frame-message-schema.ts';
import { decisionInputSchema, procedureFactsSchema, relevantTargetSchema } from './log/schema.ts';
import { siteModeSchema } from './settings.ts';

/**
 * Every message that a content script may send, as the background checks it. `lib/messages.ts` carries the
 * types and hand-written guards for the page, where Zod must not go; a test holds both to the same cases.
 */
const id = z.string().min(1).max(80);
const relevant = z.array(relevantTargetSchema).max(300);
/** A page's own procedure: unlike a document's it always has an address. */
const pageFactsSchema = procedureFactsSchema.refine(({ url }) => url !== '', { path: ['url'] });

export const requestSchema = z.discriminatedUnion('type', [
  /** First word of a page: may I run here, and how? The address is taken from the sender, not from the message. */
  z.strictObject({ type: z.literal('page/hello') }),
  /** Asks for a further script, in the page that asks; answered once it has run there, or could not. */
  z.strictObject({ type: z.literal('page/script'), script: z.enum(['reader', 'adviser']) }),
  /** The match index, once per page life. */
  z.strictObject({ type: z.literal('page/index') }),
  /** The words of targets and tips, when they are about to be shown. */
  z.strictObject({ type: z.literal('targets/words'), targets: z.array(id).max(300), tips: z.array(id).max(20) }),
  /** The rules on wording, when the panel opens. */
  z.strictObject({ type: z.literal('advice/wording') }),
  /** How many targets of the page are open, for the toolbar button; null where there is nothing to say. */
  z.strictObject({ type: z.literal('page/badge'), count: z.number().int().min(0).max(9999).nullable() }),
  /** Puts the style of our highlights into the page, or takes it away. */
  z.strictObject({ type: z.literal('page/highlight'), on: z.boolean() }),
  /** What the journal knows of this tender. */
  z.strictObject({ type: z.literal('procedure/state'), procedure: pageFactsSchema }),
  z.strictObject({ type: z.literal('procedure/follow'), procedure: pageFactsSchema, relevant }),
  /** Brings a followed tender up to date; never starts to follow one. */
  z.strictObject({ type: z.literal('procedure/refresh'), procedure: pageFactsSchema, relevant }),
  z.strictObject({ type: z.literal('procedure/unfollow'), procedure: pageFactsSchema }),
  /** The buyer's answer to whether this is the procedure that `procedure/state` gave as possible. */
  z.strictObject({
    type: z.literal('procedure/same'),
    procedure: pageFactsSchema,
    relevant,
    other: z.uuid(),
    same: z.boolean(),
  }),
  /** Log a decision; follows the procedure if it is not followed yet. */
  z.strictObject({
    type: z.literal('decision/log'),
    procedure: pageFactsSchema,
    relevant,
    decision: decisionInputSchema,
  }),
  /** The target was found by mistake: hide it for this procedure. */
  z.strictObject({ type: z.literal('decision/mismatch'), procedure: pageFactsSchema, targetId: id }),
  /** Undo the newest revision of a record: withdraws it or puts the one before back, as a new revision. */
  z.strictObject({ type: z.literal('decision/undo'), revisionId: z.uuid() }),
  z.strictObject({
    type: z.literal('tip/log'),
    procedure: pageFactsSchema,
    tip: id,
    action: z.enum(['shown', 'used', 'dismissed']),
  }),
  z.strictObject({ type: z.literal('dashboard/open'), route: z.string().max(500).nullable() }),
  /** Fetches packs and policy from the organisation's address now; from our own pages alone. */
  z.strictObject({ type: z.literal('organisation/visit') }),
  /** A team was joined or left, or something was told to it; from our own pages alone. */
  z.strictObject({ type: z.literal('team/changed') }),
  ...frameRequests,
]);

/** Messages from the background or the popup to a page; the page itself checks with `isPageRequest`. */
export const pageRequestSchema = z.discriminatedUnion('type', [
  /** Answered with a PageReport. */
  z.strictObject({ type: z.literal('page/report') }),
  z.strictObject({ type: z.literal('panel/toggle') }),
  /** Opens the panel where it is closed, and goes on to the next target that is open. */
  z.strictObject({ type: z.literal('panel/next') }),
  /** Logs the target that the panel has the focus on as met; goes to the next open one where there is none. */
  z.strictObject({ type: z.literal('panel/log') }),
  z.strictObject({ type: z.literal('site/mode'), mode: siteModeSchema }),
  /** The team's server has answered: more may be shared than was. */
  z.strictObject({ type: z.literal('team/told') }),
  ...framePageRequests,
]);
