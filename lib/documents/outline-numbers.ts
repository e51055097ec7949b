import { inside, type XmlElement } from './xml.ts';

/** The numbers that an OpenDocument text shows before its headings, and which of its styles is the title's. */
export interface OutlineNumbers {
  next: (level: number) => string;
  isTitle: (style: string) => boolean;
}

interface Level {
  isNumbered: boolean;
  /** How many levels are shown: 2 makes "3.2". */
  shown: number;
  suffix: string;
}

/** Counts headings by the outline that the document's styles define. */
export function outlineNumbers(styles: XmlElement | null): OutlineNumbers {
  const levels = new Map(
    (styles === null ? [] : inside(styles, 'styles', 'outline-style', 'outline-level-style')).map((level) => [
      Number(level.attribute('level')),
      {
        isNumbered: (level.attribute('num-format') ?? '') !== '',
        shown: Number(level.attribute('display-levels') ?? 1),
        suffix: level.attribute('num-suffix') ?? '',
      } satisfies Level,
    ]),
  );
  const titles = new Set(
    (styles === null ? [] : inside(styles, 'styles', 'style'))
      .filter((style) => /^title$/i.test(style.attribute('name') ?? ''))
      .map((style) => style.attribute('name') ?? ''),
  );
  const count: number[] = [];
  return {
    next: (level) => {
      for (let at = 0; at < level - 1; at++) count[at] ??= 1;
      count[level - 1] = (count[level - 1] ?? 0) + 1;
      count.length = level;
      const own = levels.get(level);
      if (!own?.isNumbered) return '';
      return `${count.slice(Math.max(0, level - own.shown)).join('.')}${own.suffix}`;
    },
    isTitle: (style) => titles.has(style),
  };
}
