import { browser } from 'wxt/browser';
import type { Sender } from './serve.ts';

/** The accent as a dotted underline and a thin wash: readable on light and dark pages, and never green. */
const css = `::highlight(groent-lys), ::highlight(groent-lys-field) {
  background-color: rgb(37 99 160 / 0.16);
  text-decoration: underline dotted 2px rgb(37 99 160);
}
@media (forced-colors: active) {
  ::highlight(groent-lys), ::highlight(groent-lys-field) {
    background-color: Mark;
    color: MarkText;
    text-decoration-color: MarkText;
  }
}`;

/**
 * Puts the style of the highlights into the sender's page beside the page's own sheets, or takes it away again; into
 * its frames too, where editors keep what is written. A frame that speaks for itself gets it alone.
 */
export async function styleHighlights({ tabId, frameId }: Sender, on: boolean): Promise<void> {
  if (tabId === null) return;
  const target = frameId === 0 ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  const injection = { target, css, origin: 'AUTHOR' as const };
  if (on) await browser.scripting.insertCSS(injection);
  else await browser.scripting.removeCSS(injection);
}
