import type { Hello, PageReport } from '../../lib/messages.ts';
import { adapterFor } from '../../lib/portals/adapters/index.ts';
import { fieldUseOf } from '../../lib/portals/form/field-use.ts';
import { nothing } from '../../lib/portals/reading.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import { watchPage } from '../../lib/portals/watch.ts';
import { ask } from './background-link.ts';
import { loadScript } from './load-script.ts';
import { reportOf } from './report.ts';
import type { Adviser } from './seam.ts';
import { serially } from './serially.ts';

/** One page on which the product is on, from the first reading until it is switched off or left. */
export interface PageLife {
  /** Settles when the first reading has ended, with all that the page changed meanwhile; rejects when it failed. */
  started: Promise<void>;
  /** The report of the page as it stands; an update that runs is waited for. */
  report: () => Promise<PageReport | null>;
  /** A key of the browser's was pressed for the panel, or the team has heard more. */
  press: Adviser['press'];
  end: () => void;
}

/**
 * Starts reading the page and keeps up with it. Most pages of a portal hold no tender: they cost the reading alone, and
 * what advises comes to a page when it has read one there.
 */
export function startPage(document: Document, hello: Hello): PageLife {
  const life = new AbortController();
  const timings: PageReport['timings'] = { read: 0, match: 0, advise: 0, show: 0 };
  let reading: Reading | null = null;
  let adviser: Adviser | null = null;

  const update = async (): Promise<void> => {
    if (life.signal.aborted) return;
    const read = await watched.read();
    if (life.signal.aborted) return;
    if (!read) {
      // The page changes faster than it can be read: what is shown stays until it is read again.
      reading ??= nothing(adapterFor(new URL(location.href)), 'none', 'retryable');
      return;
    }
    const next = read.result;
    timings.read = read.spent;
    if (next.state !== 'complete') {
      reading = next;
      adviser?.leave();
      return;
    }
    if (!adviser) {
      const index = ask({ type: 'page/index' });
      const start = await loadScript('adviser');
      if (life.signal.aborted) return;
      const { slices, page } = watched;
      const roots = () => [document, ...page.tree.roots()];
      const readAgain = () => void run();
      const given = { document, hello, fieldUseOf, roots, index, slices, signal: life.signal, timings, readAgain };
      adviser = start?.(given) ?? null;
    }
    // Without one the reading is all there is; the next change of the page asks again.
    if (!adviser || (await adviser.take(next))) reading = next;
    else watched.later();
  };

  const run = serially(update);
  // Watched from the start: what the page draws while the first reading waits for its advice counts too.
  const watched = watchPage({ document, signal: life.signal, onChange: () => void run() });
  const started = run().catch((error: unknown) => {
    life.abort();
    throw error;
  });

  return {
    started,
    report: async () => {
      await run.settled();
      return reading && reportOf(reading, adviser?.advice() ?? null, timings);
    },
    press: (key) => adviser?.press(key),
    end: () => life.abort(),
  };
}
