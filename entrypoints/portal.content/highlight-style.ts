import { ask } from './background-link.ts';

/** Highlights that need the sheet now; it is one for all of them. */
const needed = new Set<string>();

/** Has the background put the style of our highlights into the page while any of them needs it. */
export function styleHighlights(name: string, on: boolean): void {
  if (needed.has(name) === on) return;
  const before = needed.size;
  if (on) needed.add(name);
  else needed.delete(name);
  if (before === 0 || needed.size === 0) void ask({ type: 'page/highlight', on });
}
