import type { PanelActions } from '../../components/panel/model.ts';
import { ownOf } from '../../lib/portals/page/nodes.ts';
import { rangeOf } from '../../lib/portals/page/text.ts';
import type { Reading } from '../../lib/portals/tender.ts';

/** Brings the first place of what is said that still stands on the page into view. */
export function showPlace({ reasons }: Parameters<PanelActions['showPlace']>[0], { blocks }: Reading): void {
  for (const { span } of reasons) {
    const block = span ? blocks[span.block] : undefined;
    const range = span && block ? rangeOf(block, span.start, span.end) : null;
    const element = range?.startContainer.parentElement;
    if (!range || !element) continue;
    ownOf(element, 'closest').call(element, 'details')?.setAttribute('open', '');
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    ownOf(element, 'scrollIntoView').call(element, { block: 'center', behavior: smooth ? 'smooth' : 'instant' });
    return;
  }
}
