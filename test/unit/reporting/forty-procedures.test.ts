import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import { recountRollups } from '../../../lib/log/find/queries.ts';
import { type HandIn, handIn } from '../../../lib/reporting/hand-in/hand-in.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { freshJournal } from '../log/sample.ts';
import { expectedFigures, logForty, written } from './forty-procedures.ts';

const db = freshJournal();
const year = { from: '2026-01-01', to: '2026-12-31' };
const may = { from: '2026-05-01', to: '2026-05-31' };
const { priorityAreas } = defaultSettings;

let ofYear: HandIn;
let ofMay: HandIn;
beforeAll(async () => {
  await logForty(db);
  ofYear = await handIn(db, year, priorityAreas);
  ofMay = await handIn(db, may, priorityAreas);
}, 60_000);

/** The figure that a line of the example names. */
function find({ indicators, figures }: HandIn, name: string): Share | number | null | undefined {
  const [id = '', ...rest] = name.split(' ');
  const part = rest.join(' ');
  const { I4, I8, I9, I10 } = indicators;
  if (id === 'I4') return I4.goals[part] ?? I4.gpp[part];
  if (id === 'I8' && part === 'at least 30') return I8.atLeast30;
  if (id === 'I8') return part === 'mean' ? I8.mean : I8.meanByValue[part.replace('mean ', '')];
  if (id === 'I9') return { innovative: I9.innovative, 'tips shown': I9.tipsShown, 'tips used': I9.tipsUsed }[part];
  if (id === 'I10') return part === 'clean' ? I10.clean : I10.zero;
  if (id in indicators) {
    const value = indicators[id as 'I1' | 'I3'];
    return part === '' ? (value as Share) : (value as unknown as Record<string, Share>)[part];
  }
  const figure = figures.find((one) => one.id === id && (one.category ?? '') === part);
  return figure && (figure.count ?? figure.share);
}

describe('the forty procedures', () => {
  test.each(expectedFigures('The figures'))('%s is %s', (figure, result) => {
    expect(written(find(ofYear, figure))).toBe(result);
  });

  test.each(expectedFigures('May alone'))('in May %s is %s', (figure, result) => {
    expect(written(find(ofMay, figure))).toBe(result);
  });

  test('leave no figure out', () => {
    const named = new Set(expectedFigures('The figures').map(([name]) => name));
    const all = ofYear.figures.map(({ id, category }) => (category === null ? id : `${id} ${category}`));
    expect(all.filter((name) => !named.has(name))).toEqual([]);
    expect(Object.keys(ofYear.indicators).filter((id) => ![...named].some((name) => name.startsWith(id)))).toEqual([]);
  });

  test('have the figures that a recount makes of them', async () => {
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });
});

describe('what a figure lacks', () => {
  const shortfalls = ({ figures }: HandIn, id: string) => figures.find((figure) => figure.id === id)?.shortfalls;

  test('is said: missing values, values of a larger whole, procedures without decisions', () => {
    expect(shortfalls(ofYear, 'sdgF')).toEqual(['incomplete', 'valueMissing', 'unallocated']);
    expect(shortfalls(ofYear, 'cvdClean')).toEqual(['incomplete']);
    expect(shortfalls(ofMay, 'dkAll')).toEqual([]);
    expect(shortfalls(ofMay, 'cvdContracts')).toEqual(['nothing']);
  });

  test('is the choice of areas where nobody has made it', async () => {
    const unchosen = await handIn(db, year, []);
    expect(shortfalls(unchosen, 'sdgF')).toEqual(['noPriorities', 'nothing']);
  });

  test('is everything in an empty journal', async () => {
    const { figures } = await handIn(freshJournal(), year, priorityAreas);
    expect(new Set(figures.flatMap((figure) => figure.shortfalls))).toEqual(new Set(['nothing']));
  });
});

test('a unit hands in its own figures', async () => {
  const { figures } = await handIn(db, { ...year, unit: 'Vej' }, priorityAreas);
  expect(written(figures.find(({ id }) => id === 'sigma')?.share)).toBe('0/0');
});
