import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Rgb = [number, number, number];

const file = (path: string) => readFileSync(new URL(`../../../components/${path}`, import.meta.url), 'utf8');
const tokens = file('ui/tokens.css');
const pageTokens = file('ui/page-tokens.css');
const charts = file('dashboard/overview/charts.css');

/** The custom properties of the first block after a selector; of `light-dark(a, b)` those of one theme. */
function blockOf(css: string, selector: string, theme: 'light' | 'dark' = 'light'): Map<string, string> {
  const start = css.indexOf('{', css.indexOf(selector));
  const block = css.slice(start + 1, css.indexOf('}', start));
  const found = block.matchAll(/(--[\w-]+):\s*(?:light-dark\()?(#[0-9a-f]{3,6})(?:, (#[0-9a-f]{3,6})\))?/g);
  return new Map([...found].map(([, name = '', light = '', dark = light]) => [name, theme === 'dark' ? dark : light]));
}

function rgbOf(hex: string): Rgb {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  return [0, 2, 4].map((place) => Number.parseInt(digits.slice(place, place + 2), 16) / 255) as Rgb;
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Colour vision without one kind of cone, on linear light (Machado, Oliveira and Fernandes 2009, severity 1). */
const eyes = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function seen(hex: string, matrix: number[]): Rgb {
  const light = rgbOf(hex).map(linear);
  return [0, 3, 6].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        light.reduce((sum, part, place) => sum + part * (matrix[row + place] ?? 0), 0),
      ),
    ),
  ) as Rgb;
}

/** CIE L*a*b* of linear light, D65. */
function labOf([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, matrix: number[]): number {
  const [from, to] = [labOf(seen(a, matrix)), labOf(seen(b, matrix))];
  return Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
}

const luminance = (hex: string) => {
  const [r, g, b] = rgbOf(hex).map(linear) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const themes = [
  ['light', new Map([...blockOf(tokens, ':root,'), ...blockOf(pageTokens, ':root,')]), blockOf(charts, ':root {')],
  ['dark', blockOf(pageTokens, ':root[data-theme="dark"]'), blockOf(charts, ':root {', 'dark')],
] as const;
const verdicts = ['met', 'partly', 'not-met', 'not-applicable', 'open'];

describe.each(themes)('the colours of the charts, %s', (_, colours, heat) => {
  const of = (name: string) => colours.get(`--chart-${name}`) ?? '';
  const pairs = verdicts.flatMap((a, place) => verdicts.slice(place + 1).map((b) => [a, b] as const));

  test.each(Object.entries(eyes))('no two verdicts look alike to eyes: %s', (_eyes, matrix) => {
    const near = pairs.filter(([a, b]) => distance(of(a), of(b), matrix) < 12);
    expect(near).toEqual([]);
  });

  const steps = [0, 1, 2, 3, 4].map((step) => heat.get(`--heat-${step}`) ?? '');

  test.each(Object.entries(eyes))('the steps from none to all differ, and go one way, to eyes: %s', (_eyes, matrix) => {
    const lightness = steps.map((colour) => labOf(seen(colour, matrix))[0]);
    const gaps = lightness.slice(1).map((value, place) => value - (lightness[place] ?? 0));
    expect(new Set(gaps.map(Math.sign)).size).toBe(1);
    expect(Math.min(...gaps.map(Math.abs))).toBeGreaterThan(5);
  });

  test('the figures in the cells can be read', () => {
    const text = (step: number) => heat.get(step < 3 ? '--heat-text-light' : '--heat-text-dark') ?? '';
    expect(steps.map((colour, step) => contrast(colour, text(step)) >= 4.5)).toEqual(steps.map(() => true));
  });
});

test('the dark theme is the same whether the system or the user asks for it', () => {
  const bySystem = [tokens, pageTokens].flatMap((css) => [
    ...blockOf(css.slice(css.indexOf('prefers-color-scheme: dark')), ':root:not'),
  ]);
  expect(new Map(bySystem)).toEqual(blockOf(pageTokens, ':root[data-theme="dark"]'));
});
