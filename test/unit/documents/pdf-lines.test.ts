import { describe, expect, test } from 'vitest';
import { type DrawnText, joined, linesOf, paragraphsOf } from '../../../lib/documents/pdf-lines.ts';

/** A text drawn in letters of ten units, each five wide. */
const drawn = (str: string, x: number, y: number, height = 10): DrawnText => ({
  str,
  x,
  y,
  width: str.length * height * 0.5,
  height,
});
const read = (...pieces: DrawnText[]) => paragraphsOf(linesOf(pieces)).map(({ text }) => text);

test('puts pieces of one baseline together, a blank where there is a gap', () => {
  expect(read(drawn('Kontor', 50, 700), drawn('stole', 80, 700), drawn('til', 110, 700.5))).toEqual([
    'Kontorstole til',
  ]);
});

test('makes paragraphs of lines: by distance, by size, by list marks, by a line that ends early', () => {
  expect(
    read(
      drawn('Krav til miljø', 50, 760, 16),
      drawn('Stolene skal leveres uden emballage af plast og', 50, 700),
      drawn('transporteres samlet.', 50, 688),
      drawn('Træet skal være fældet lovligt, og papirerne på', 50, 676),
      drawn('det skal følge med.', 50, 664),
      drawn('• Svanemærket eller tilsvarende gælder for stole', 50, 652),
      drawn('• FSC gælder for alt træ i stel og plader i alle', 50, 640),
      drawn('Andet afsnit står langt under det foregående.', 50, 600),
    ),
  ).toEqual([
    'Krav til miljø',
    'Stolene skal leveres uden emballage af plast og transporteres samlet.',
    'Træet skal være fældet lovligt, og papirerne på det skal følge med.',
    '• Svanemærket eller tilsvarende gælder for stole',
    '• FSC gælder for alt træ i stel og plader i alle',
    'Andet afsnit står langt under det foregående.',
  ]);
});

test('reads two columns one after the other, though they were drawn line by line across the page', () => {
  const rows = Array.from({ length: 6 }, (_, row) => [
    drawn(`venstre spalte med prosa nr ${row}`, 50, 700 - row * 12),
    drawn(`højre spalte med prosa nummer ${row}`, 320, 700 - row * 12),
  ]).flat();
  const [first = '', second = ''] = read(...rows);
  expect(first).toMatch(/^venstre spalte med prosa nr 0 venstre .* nr 5$/);
  expect(second).toMatch(/^højre spalte med prosa nummer 0 højre .* nummer 5$/);
});

test('keeps the cells of a table in their row', () => {
  expect(read(drawn('Krav 1', 50, 700), drawn('Svanemærket', 200, 700), drawn('MK', 400, 700))).toEqual([
    'Krav 1\tSvanemærket\tMK',
  ]);
});

describe('a word divided between two lines', () => {
  test.each([
    ['De skal være miljø-', 'mærket stof', 'De skal være miljømærket stof'],
    ['hensyn til miljø-', 'og klimakrav', 'hensyn til miljø- og klimakrav'],
    ['indkøb af IT-', 'udstyr', 'indkøb af IT-udstyr'],
    ['byerne i Nord-', 'Sjælland', 'byerne i Nord-Sjælland'],
    ['bære\u00ad', 'dygtig', 'bæredygtig'],
    ['det er slut', 'og begyndt', 'det er slut og begyndt'],
    ['fra 2026 -', 'og frem', 'fra 2026 - og frem'],
  ])('%s | %s', (first, next, whole) => {
    expect(joined(first, next)).toBe(whole);
  });
});
