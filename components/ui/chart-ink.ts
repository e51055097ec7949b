import type { Series } from './chart-spec.ts';

/** The page's colours and type, as a drawing needs them. */
export interface Ink {
  font: string;
  text: string;
  muted: string;
  grid: string;
  background: string;
  accent: string;
  colorOf: (series: Pick<Series, 'color'>) => string;
}

/** The ink of the place that is drawn at: light, dark, or the user's own palette where that replaces ours. */
export function inkOf(place: Element): Ink {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    text: color('--text'),
    muted: color('--muted'),
    grid: color('--border'),
    background: color('--background'),
    accent: color('--accent'),
    colorOf: (series) => color(series.color),
  };
}

/**
 * The ink of the light theme, whatever the page shows: for a picture that is pasted on white paper. All is read before
 * anything is painted, so nothing flickers.
 */
export function lightInk(root: HTMLElement, colors: readonly Pick<Series, 'color'>[]): Ink {
  const { theme } = root.dataset;
  root.dataset.theme = 'light';
  const ink = inkOf(root);
  const known = new Map(colors.map((series) => [series.color, ink.colorOf(series)]));
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  return {
    ...ink,
    font: getComputedStyle(document.body).fontFamily,
    colorOf: ({ color }) => known.get(color) ?? ink.text,
  };
}
