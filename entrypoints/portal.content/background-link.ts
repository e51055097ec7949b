import { browser } from 'wxt/browser';
import {
  type Failure,
  isPageRequest,
  isReply,
  type PageRequest,
  type Replies,
  type Reply,
  type Request,
  type RequestOf,
} from '../../lib/messages.ts';

const updated: Failure = { ok: false, error: { code: 'extension-updated', detail: null } };

/** Requests that change nothing, so that they can be sent again when nobody knows whether they were heard. */
const questions: ReadonlySet<string> = new Set<keyof Replies>([
  'page/hello',
  'page/script',
  'page/index',
  'targets/words',
  'advice/wording',
  'procedure/state',
  'frames/read',
  'frames/tell',
]);

/**
 * Sends a message to the background, which a worker that sleeps wakes up for. A question whose worker ended before it
 * answered is asked once more. A page that outlives an update of the extension gets a Failure that says so instead of
 * an exception.
 */
export async function ask<T extends keyof Replies>(request: RequestOf<T>): Promise<Replies[T] | Failure> {
  const reply = (await send(request)) ?? (isAlive() && questions.has(request.type) ? await send(request) : null);
  return (reply as Replies[T] | null) ?? updated;
}

async function send(request: Request): Promise<Reply<object> | null> {
  try {
    const reply: unknown = await browser.runtime.sendMessage(request);
    return isReply(reply) ? reply : null;
  } catch {
    return null;
  }
}

/** False in a page that has outlived an update of the extension. */
export function isAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

/** Hears what the background says to this page, each message checked; the answers are others' to give. */
export function hear(use: (request: PageRequest) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: { id?: string }): false => {
    if (sender.id === browser.runtime.id && isPageRequest(message)) use(message);
    return false;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime?.onMessage.removeListener(listener));
}
