import { browser } from 'wxt/browser';
import type { CompiledIndex } from '../../lib/matching/compiled.ts';
import { isReply, type Replies, type Request } from '../../lib/messages.ts';

/** The index that pages are matched with. @throws when the background gives none */
export async function compiledIndex(): Promise<CompiledIndex> {
  const request: Request = { type: 'page/index' };
  const reply: unknown = await browser.runtime.sendMessage(request);
  if (!isReply(reply) || !reply.ok) throw new Error('the background gave no index');
  return (reply as Extract<Replies['page/index'], { ok: true }>).index;
}
