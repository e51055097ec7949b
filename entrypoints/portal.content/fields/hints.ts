import { adviseField, type FieldAdvice } from '../../../lib/advice/advise-field.ts';
import type { BuyerProfile } from '../../../lib/advice/binding.ts';
import type { Matcher } from '../../../lib/matching/matcher.ts';
import type { Tender } from '../../../lib/portals/tender.ts';
import { textIn } from './field-text.ts';
import { type Field, isWritable } from './find-fields.ts';

/** The tender that the fields belong to, and what to match their texts with. */
export interface HintContext {
  matcher: Matcher;
  tender: Tender;
  profile: BuyerProfile;
}

/** Rest after the last keystroke before a text is looked at, in milliseconds. */
const rest = 400;
/** Longest stretch of work in one go, in milliseconds; a frame has 16. */
const slice = 6;

/**
 * Follows the texts of fields. A keystroke only sets a clock back; when the buyer pauses, that field's text alone is
 * looked at, in slices between which the page has its turn.
 */
export function createHints(
  signal: AbortSignal,
  /** `text` is what the advice was given on. */
  onAdvice: (field: Field, advice: FieldAdvice | null, text: string) => void,
) {
  const waiting = new Set<Field>();
  const seen = new WeakMap<Field, string>();
  const versions = new WeakMap<Field, number>();
  let context: HintContext | null = null;
  let contextKey = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isRunning = false;

  const look = async (field: Field): Promise<void> => {
    const version = versions.get(field) ?? 0;
    const isWanted = (): boolean => !signal.aborted && version === (versions.get(field) ?? 0);
    const { matcher, tender, profile } = context as HintContext;
    if (!isWritable(field.element)) {
      seen.delete(field);
      return onAdvice(field, null, '');
    }
    const text = textIn(field);
    const key = `${contextKey}\u0000${text.text}`;
    if (seen.get(field) === key && field.control) return;
    let since = performance.now();
    const pause = async (): Promise<boolean> => {
      if (performance.now() - since > slice) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        since = performance.now();
      }
      return isWanted();
    };
    const title = field.use === 'words' ? null : tender.title;
    const advice = await adviseField(matcher, tender, title, text, profile, pause);
    if (!advice) return;
    seen.set(field, key);
    onAdvice(field, advice, text.text);
  };

  const run = async (): Promise<void> => {
    timer = null;
    if (isRunning || signal.aborted || !context) return;
    isRunning = true;
    try {
      for (const field of [...waiting]) {
        waiting.delete(field);
        await look(field);
        if (signal.aborted || !context) return;
      }
    } finally {
      isRunning = false;
      if (waiting.size > 0 && timer === null) start(rest);
    }
  };
  const start = (delay: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void run(), delay);
  };
  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer);
  });

  return {
    /** The buyer writes in a field. */
    typed: (field: Field): void => {
      versions.set(field, (versions.get(field) ?? 0) + 1);
      waiting.add(field);
      start(rest);
    },
    /** The page was read: the fields it has now, and the tender around them. */
    read: (fields: readonly Field[], next: HintContext, key: string): void => {
      context = next;
      contextKey = key;
      for (const field of fields) waiting.add(field);
      if (timer === null) start(0);
    },
    stop: (): void => {
      context = null;
      waiting.clear();
    },
  };
}
