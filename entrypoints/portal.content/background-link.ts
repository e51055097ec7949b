import { browser } from 'wxt/browser';
import { type Failure, isReply, type Replies, type RequestOf } from '../../lib/messages.ts';

const updated: Failure = { ok: false, error: { code: 'extension-updated', detail: null } };

/**
 * Sends a message to the background, which a worker that sleeps wakes up for. A page that outlives an update of the
 * extension gets a Failure that says so instead of an exception.
 */
export async function ask<T extends keyof Replies>(request: RequestOf<T>): Promise<Replies[T] | Failure> {
  try {
    const reply: unknown = await browser.runtime.sendMessage(request);
    return isReply(reply) ? (reply as Replies[T]) : updated;
  } catch {
    return updated;
  }
}
