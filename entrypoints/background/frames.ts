import { browser } from 'wxt/browser';
import { framedOutcomeSchema } from '../../lib/frame-message-schema.ts';
import type { FramedOutcome, FramedTender, FramePageRequest } from '../../lib/frame-messages.ts';
import type { PageRequest, RequestOf } from '../../lib/messages.ts';
import { siteAt } from '../../lib/sites.ts';
import type { Sender } from './serve.ts';
import { modeAt } from './sites.ts';

/** A document in a frame of a page. */
interface Frame {
  frameId: number;
  documentId?: string;
}

/**
 * Gives the tender of a page to the frames of its site that the page's own script cannot look into. Frames of other
 * sites get nothing, those of sites that are switched on by themselves too: only the page they stand in says what the
 * buyer writes there.
 * @param tender null takes it away again
 */
export async function readFrames({ tabId, frameId, url }: Sender, tender: FramedTender | null): Promise<void> {
  if (tabId === null || frameId !== 0) return;
  const request: FramePageRequest = { type: 'frame/tender', tender };
  if (tender === null) {
    await send(tabId, request);
    return;
  }
  for (const frame of await framesOf(tabId, url)) {
    const target =
      frame.documentId === undefined
        ? { tabId, frameIds: [frame.frameId] }
        : { tabId, documentIds: [frame.documentId] };
    // One that has gone meanwhile has nothing to be told.
    const put = await browser.scripting.executeScript({ target, files: ['/frame.js'] }).catch(() => null);
    if (put) await send(tabId, request, frame);
  }
}

/** Has a frame put a text into one of its fields, or take it out again. */
export async function actInFrame(
  { tabId, frameId }: Sender,
  { frame, act, key, field, text }: RequestOf<'frames/act'>,
): Promise<FramedOutcome> {
  const gone: FramedOutcome = { label: '', state: 'gone', over: 0 };
  if (tabId === null || frameId !== 0) return gone;
  const outcome = await send(tabId, { type: 'frame/act', act, key, field, text }, { frameId: frame });
  return framedOutcomeSchema.safeParse(outcome).data ?? gone;
}

/** Passes on what a frame says of its fields to the page, where both are of one site and it is on. */
export async function tellPage(
  { tabId, frameId, url }: Sender,
  { fields, opened }: RequestOf<'frames/tell'>,
): Promise<void> {
  if (tabId === null || frameId === 0) return;
  const { url: address } = await browser.tabs.get(tabId);
  if (address === undefined || !(await isOfOneSite(address, url))) return;
  await send(tabId, { type: 'frame/fields', frame: frameId, fields, opened }, { frameId: 0 });
}

async function isOfOneSite(page: string, frame: string): Promise<boolean> {
  const site = siteAt(page);
  if (site === null || siteAt(frame)?.id !== site.id) return false;
  return (await modeAt(page)) !== 'off' && (await modeAt(frame)) !== 'off';
}

async function framesOf(tabId: number, page: string): Promise<Frame[]> {
  // The browser runs this only where it gives us the frame's host.
  const found = await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: lookOutside })
    .catch(() => []);
  const frames: Frame[] = [];
  for (const { frameId, documentId, result } of found as (Frame & { result?: ReturnType<typeof lookOutside> })[]) {
    if (frameId === 0 || !result?.isApart || !(await isOfOneSite(page, result.address))) continue;
    frames.push(documentId === undefined ? { frameId } : { frameId, documentId });
  }
  return frames;
}

/** Runs in each frame: its address, and whether what it stands in is closed to it. Stands alone, as it is sent there. */
function lookOutside(): { address: string; isApart: boolean } {
  let isApart = false;
  try {
    isApart = window.parent !== window && !window.parent.document;
  } catch {
    isApart = true;
  }
  return { address: location.href, isApart };
}

/** @returns the answer; null when nobody was there to hear it */
function send(tabId: number, request: PageRequest, frame?: Pick<Frame, 'frameId'>): Promise<unknown> {
  const sent = frame
    ? browser.tabs.sendMessage(tabId, request, { frameId: frame.frameId })
    : browser.tabs.sendMessage(tabId, request);
  return sent.catch(() => null);
}
