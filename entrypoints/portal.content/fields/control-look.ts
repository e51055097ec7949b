import type { Box } from '../../../components/panel/fields-model.ts';
import type { TextControl } from './find-fields.ts';
import { outside } from './outside.ts';

/** How a control lays out its text. */
export interface ControlLook {
  /** Declarations that make a block lay it out alike. */
  css: string;
  language: string;
  /** The colour of its text is a light one: the control itself is dark. */
  onDark: boolean;
}

/** Where in the window a control shows its text. */
export interface ControlPlace {
  /** Corner of its content, before scrolling, and what the window makes of its pixels. */
  left: number;
  top: number;
  scale: { x: number; y: number };
  /** How far its text is scrolled, in pixels of its own. */
  scrolled: { left: number; top: number };
  /** Height of its content, and of the part in which text can be seen, in pixels of its own. */
  height: number;
  depth: number;
  /** The part of the window in which its text can be seen. */
  clip: Box;
  /** Paddings above and below its text, and the whole height of what it scrolls. */
  padding: number;
  scrollHeight: number;
  lineHeight: number;
}

/** What decides where words stand in a line, and lines under each other; what draws them alone is left out. */
const copied = (
  'direction unicode-bidi text-align text-align-last text-indent text-transform text-rendering letter-spacing ' +
  'word-spacing tab-size line-height white-space word-break overflow-wrap line-break hyphens hyphenate-character ' +
  'text-spacing-trim text-autospace font-family font-size font-weight font-style font-stretch font-kerning ' +
  'font-optical-sizing font-feature-settings font-variation-settings font-variant-caps font-variant-ligatures ' +
  'font-variant-numeric font-variant-east-asian font-variant-alternates font-variant-position font-size-adjust ' +
  'font-synthesis-weight font-synthesis-style font-language-override'
).split(' ');

/**
 * How a control looks and where it is, read in one go. Null where no copy could be true to it: text from top to bottom,
 * text behind dots, or a font that only the control's frame has.
 * @param seen the part of the control that can be seen
 */
export function lookAt(control: TextControl, seen: Box): { look: ControlLook; place: ControlPlace } | null {
  const view = control.ownerDocument.defaultView;
  const style = view?.getComputedStyle(control);
  if (!view || !style || style.writingMode !== 'horizontal-tb') return null;
  if (!['', 'none'].includes(style.getPropertyValue('-webkit-text-security'))) return null;
  if (view.frameElement && hasFontOfItsOwn(control.ownerDocument, style.fontFamily)) return null;

  const { offsetWidth, offsetHeight, clientWidth, clientHeight, clientLeft, scrollLeft, scrollTop, scrollHeight } =
    control;
  const rect = control.getBoundingClientRect();
  const zoom = (control as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
  // Where nothing scales the control, its true size has fractions that the rounded one lacks.
  const exact = (shown: number, rounded: number) => (Math.abs(shown / zoom - rounded) < 1 ? shown / zoom : rounded);
  const width = exact(rect.width, offsetWidth);
  const height = exact(rect.height, offsetHeight);
  const scale = { x: rect.width / width / zoom, y: rect.height / height / zoom };
  if (!(scale.x > 0 && scale.y > 0)) return null;

  const px = (value: string): number => Number.parseFloat(value) || 0;
  const [above, below] = [px(style.borderTopWidth), px(style.borderBottomWidth)];
  const [before, behind] = [px(style.borderLeftWidth), px(style.borderRightWidth)];
  const [paddingTop, paddingBottom] = [px(style.paddingTop), px(style.paddingBottom)];
  const [paddingLeft, paddingRight] = [px(style.paddingLeft), px(style.paddingRight)];
  const isLine = control.tagName === 'INPUT';
  // One line has no bar; Firefox counts its paddings where the bar would be. Some bars stand on the left.
  const bar = isLine ? 0 : Math.max(0, Math.round(offsetWidth - before - behind - clientWidth));
  const leftBar = isLine ? 0 : Math.max(0, Math.round(clientLeft - before));
  const contentWidth = width - before - behind - bar - paddingLeft - paddingRight;
  const contentHeight = height - above - below - paddingTop - paddingBottom;
  if (contentWidth <= 0 || contentHeight <= 0) return null;

  const corner = frameCorner(control);
  const frame = { left: corner.left + rect.left, top: corner.top + rect.top };
  const left = frame.left + (before + leftBar + paddingLeft) * scale.x * zoom;
  const top = frame.top + (above + paddingTop) * scale.y * zoom;
  // What scrolls in a control of one line is its content, in a larger one what lies within its borders.
  const inner = isLine
    ? { left, top: frame.top, right: left + contentWidth * scale.x * zoom, bottom: frame.top + rect.height }
    : {
        left: frame.left + (before + leftBar) * scale.x * zoom,
        top: frame.top + above * scale.y * zoom,
        right: frame.left + (before + leftBar + clientWidth) * scale.x * zoom,
        bottom: frame.top + (above + clientHeight) * scale.y * zoom,
      };
  const declarations = copied.map((name) => [name, style.getPropertyValue(name)] as const);
  // Whatever the sheets of the page say, a control of one line has no other.
  const line = isLine ? [['white-space', 'pre'] as const] : [];
  return {
    look: {
      css: [...declarations, ...line, ['width', `${contentWidth}px`] as const, ['zoom', String(zoom)] as const]
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}:${value}`)
        .join(';'),
      language: languageOf(control),
      onDark: isLight(style.color),
    },
    place: {
      left,
      top,
      scale,
      scrolled: { left: scrollLeft * zoom, top: scrollTop * zoom },
      height: contentHeight * zoom,
      depth: clientHeight * zoom,
      clip: {
        left: Math.max(seen.left, inner.left),
        top: Math.max(seen.top, inner.top),
        right: Math.min(seen.right, inner.right),
        bottom: Math.min(seen.bottom, inner.bottom),
      },
      padding: (paddingTop + paddingBottom) * zoom,
      scrollHeight: scrollHeight * zoom,
      lineHeight: (px(style.lineHeight) || px(style.fontSize) * 1.2) * zoom,
    },
  };
}

/** Where in the page's window the frame of an element begins. */
export function frameCorner(element: Element): { left: number; top: number } {
  const corner = { left: 0, top: 0 };
  for (let at = outside(element); at; at = outside(at)) {
    if (at.tagName !== 'IFRAME') continue;
    const { left, top } = at.getBoundingClientRect();
    corner.left += left + at.clientLeft;
    corner.top += top + at.clientTop;
  }
  return corner;
}

/** A frame's own fonts are not there for what stands in the page. */
function hasFontOfItsOwn(document: Document, families: string): boolean {
  const wanted = families.toLowerCase();
  return [...document.fonts].some(({ family }) => wanted.includes(family.replaceAll('"', '').toLowerCase()));
}

function languageOf(element: Element): string {
  const root = element.ownerDocument.documentElement;
  return element.closest('[lang]')?.getAttribute('lang') ?? root.getAttribute('lang') ?? '';
}

/** Whether a computed colour is nearer to white than to black. */
function isLight(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (/^rgba?\(([^)]*)\)/.exec(color)?.[1] ?? '').split(/[\s,/]+/).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
}
