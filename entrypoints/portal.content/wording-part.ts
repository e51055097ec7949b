import { effect } from '@preact/signals';
import type { PanelModel } from '../../components/panel/model.ts';
import type { WordingAdvice } from '../../components/panel/wording-view.ts';
import { findWording, wordingLanguage } from '../../lib/advice/wording.ts';
import type { Slices } from '../../lib/portals/page/slices.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import type { PageWording } from '../../lib/targets/schema.ts';
import { ask } from './background-link.ts';
import type { PagePart, Shown } from './shown.ts';

/**
 * Looks at the wording of what stands on the page, but only while the panel is open: nobody else sees it, so a page
 * that is only read pays nothing. The rules are fetched then, too.
 */
export function wordingPart(model: PanelModel, slices: Slices, signal: AbortSignal): PagePart {
  let data: PageWording | null = null;
  let now: { shown: Shown; reading: Reading } | null = null;

  const look = async (): Promise<void> => {
    const seen = now;
    if (!seen || !model.isOpen.peek()) return;
    const { reading } = seen;
    const { labels } = seen.shown;
    const language = wordingLanguage(reading.tender.language);
    if (language === null || (reading.kind !== 'notice' && reading.kind !== 'form')) {
      model.wording.value = [];
      return;
    }
    if (data === null) {
      const reply = await ask({ type: 'advice/wording' });
      if (!reply.ok) return;
      data = reply.wording;
    }
    const { blocks } = reading;
    const rules = data;
    const done = await slices.run(() => findWording(rules, { blocks, labels, language }, slices.pace));
    // Meanwhile the page may show another tender, or the same one changed.
    if (!done || now?.reading !== reading || signal.aborted) return;
    model.wording.value = rules.rules.map(
      (rule): WordingAdvice => ({
        rule,
        places: done.result
          .filter((place) => place.rule === rule.id)
          .map((place) => ({ ...place, isOnPage: Boolean(blocks[place.span.block]?.source) })),
        mend: rule.mend[language],
        language,
      }),
    );
  };

  const stop = effect(() => {
    if (model.isOpen.value) void look();
  });
  signal.addEventListener('abort', stop);

  return {
    show: (shown, reading) => {
      if (now?.shown.subject !== shown.subject) model.wording.value = [];
      now = { shown, reading };
      void look();
    },
    clear: () => {
      now = null;
      model.wording.value = [];
    },
  };
}
