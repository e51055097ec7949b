import { describe, expect, it } from 'vitest';
import { shareAt, titleParts } from '../../../lib/matching/heads.ts';

const shareOf = (title: string, word: string): number => {
  const start = title.indexOf(word);
  return shareAt(titleParts(title), start, start + word.length);
};

describe('the head of a title', () => {
  it.each([
    ['Rammeaftale om køb af køretøjer', 'køretøjer'],
    ['Udbud af levering af kontorstole', 'kontorstole'],
    ['Avtale om drift og vedlikehold av veilys', 'veilys'],
    ['VOIS - Drivstoff 2021', 'Drivstoff'],
    ['Supply of electric vehicles', 'vehicles'],
  ])('is what the frame of buying holds: %s', (title, word) => {
    expect(shareOf(title, word)).toBe(1);
  });

  it.each([
    ['Skadeforsikring for kjøretøy', 'kjøretøy'],
    ['Ladestandere til elbiler', 'elbiler'],
    ['Konsulenttjenester for renhold', 'renhold'],
  ])('is not what it is for: %s', (title, word) => {
    expect(shareOf(title, word)).toBe(0.55);
  });

  it('is not where it is', () => {
    expect(shareOf('Ventilasjon ved nytt sykehjem', 'sykehjem')).toBe(0.45);
    expect(shareOf('Ventilasjon ved kantine for skole', 'skole')).toBe(0.45);
  });

  it('is the last word where that lies in no area', () => {
    const title = 'Food waste and recycling software with bins, trucks';
    const start = title.indexOf('software');
    const parts = titleParts(title, [{ start, end: start + 'software'.length, isRival: true }]);
    const shares = ['Food', 'waste', 'recycling', 'software', 'bins', 'trucks'].map((word) => {
      const from = title.indexOf(word);
      return shareAt(parts, from, from + word.length);
    });
    expect(shares).toEqual([1, 1, 0.55, 1, 1, 1]);
  });

  it('begins anew behind a dash or a colon', () => {
    expect(shareOf('Støtte til drift - møbler', 'møbler')).toBe(1);
    expect(shareOf('Konsulent for helse: møbler', 'møbler')).toBe(1);
  });

  it('counts a word of no part in full', () => {
    expect(shareAt(titleParts(''), 0, 3)).toBe(1);
  });
});
