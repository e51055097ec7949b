import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type FramedTender, isFramePageRequest } from '../lib/frame-messages.ts';
import { isModeRequest } from '../lib/messages.ts';
import { ask } from './portal.content/background-link.ts';
import { type FrameLife, startFrame } from './portal.content/frames/frame-life.ts';

/** Kept in our own world of the frame, under what no element of it can be found by. */
const runs = Symbol.for('groent-lys.frame');

/**
 * The script of a frame that is closed to the page's own one, put in by the background when that page holds a tender.
 * Does nothing until it is told of one, and nothing where the frame's own address is switched off.
 */
export default defineUnlistedScript({
  globalName: false,
  main: () => {
    if (Object.hasOwn(globalThis, runs)) return;
    Object.defineProperty(globalThis, runs, { value: true });
    let life: FrameLife | null = null;
    let known = '';
    let now: FramedTender | null = null;
    let last: Promise<void> = Promise.resolve();

    const end = (): void => {
      life?.end();
      life = null;
    };
    const take = (tender: FramedTender | null): void => {
      now = tender;
      last = last
        .then(async () => {
          if (tender === null) return end();
          const hello = await ask({ type: 'page/hello' });
          const answer = JSON.stringify(hello);
          if (!hello.ok || hello.mode === 'off' || answer !== known) end();
          known = answer;
          if (!hello.ok || hello.mode === 'off') return;
          life ??= startFrame(document, hello);
          life.show(tender);
        })
        .catch((error: unknown) => console.error('the fields of a frame could not be read', error));
    };
    browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
      if (sender.id !== browser.runtime.id) return false;
      // Our own host may have been switched off, or taken away, by itself.
      if (isModeRequest(message)) take(now);
      if (!isFramePageRequest(message)) return false;
      if (message.type === 'frame/tender') take(message.tender);
      if (message.type !== 'frame/act' || !life) return false;
      void life.act(message).then(respond);
      return true;
    });
  },
});
