import { ownOf, parentElementOf } from '../../../lib/portals/page/nodes.ts';
import { squeeze } from '../../../lib/portals/page/text.ts';
import { outside } from './outside.ts';

/** Longest label that is shown; more is no label. */
const longest = 80;
/** How far up the words of a label are looked for: editors wrap what they edit in frames of their own. */
const highest = 12;

/**
 * The words by which the buyer knows a field. Editors put their editable element beside the control that they replace
 * and give it a name of their own making, so the page's label nearby goes before an editor's own words.
 */
export function labelOf(element: HTMLElement): string {
  const isControl = 'labels' in element;
  const labels = isControl ? [...((element as HTMLInputElement).labels ?? [])] : [];
  const root = element.getRootNode() as Document | ShadowRoot;
  const named = (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id === '' ? '' : (root.getElementById?.(id)?.textContent ?? '')))
    .join(' ');
  const own = clean(named) || labels.map(({ textContent }) => clean(textContent ?? '')).find((text) => text !== '');
  if (own) return own;
  const said = clean(element.getAttribute('aria-label') ?? '');
  if (isControl) return said || nearby(element) || clean(element.getAttribute('placeholder') ?? '');
  return nearby(element) || said;
}

/** The label, legend or heading that stands before a field within the same few blocks, outside its frame too. */
function nearby(element: Element): string {
  let height = 0;
  let at: Element | null = element;
  while (at && height < highest) {
    for (let before = beforeOf(at); before; before = beforeOf(before)) {
      const found = labelIn(before);
      if (found) return found;
      // What belongs to another field ends the search: its label is not this one's.
      if (isA(before, 'textarea, input:not([type="hidden"]), select') && !isHidden(before)) break;
    }
    const parent: Element | null = parentElementOf(at);
    at = parent && parent.tagName !== 'BODY' ? parent : outside(at);
    height += 1;
  }
  return '';
}

const labelWords = 'label, legend, h1, h2, h3, h4, h5, h6, dt, th, .label, [class~="field-label"]';

/** What editors say of themselves, and we of them. */
const editorParts = '[role="application"], [role="toolbar"], [data-groent-lys]';

function labelIn(element: Element): string {
  const inside = () => ownOf(element, 'querySelectorAll').call(element, labelWords);
  const candidate = isA(element, labelWords) ? element : [...inside()].at(-1);
  if (!candidate || ownOf(candidate, 'closest').call(candidate, editorParts) || isHidden(candidate)) return '';
  return clean(ownOf(candidate, 'textContent') ?? '');
}

function beforeOf(element: Element): Element | null {
  return ownOf(element, 'previousElementSibling');
}

function isA(element: Element, selector: string): boolean {
  return ownOf(element, 'matches').call(element, selector);
}

function isHidden(element: Element): boolean {
  return !ownOf(element, 'checkVisibility').call(element);
}

function clean(text: string): string {
  const plain = squeeze(text.slice(0, 400)).replace(
    /\s*(?:\*|:|\((?:obligatorisk|påkrævet|required|valgfri)\))+\s*$/iu,
    '',
  );
  return plain.length > longest ? `${plain.slice(0, longest - 1).trimEnd()}…` : plain;
}
