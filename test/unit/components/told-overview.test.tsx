// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { type ComponentChildren, render } from 'preact';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { House } from '../../../components/dashboard/house.ts';
import { IndicatorTable } from '../../../components/dashboard/overview/indicator-table.tsx';
import { KeyFigures } from '../../../components/dashboard/overview/overview-figures.tsx';
import { Matrix } from '../../../components/dashboard/overview/overview-matrix.tsx';
import {
  isNothing,
  monthsOfOverview,
  type Overview,
  readOverview,
  readOverviewOf,
  readToldIndicators,
  type Told,
} from '../../../components/dashboard/overview/overview-reading.ts';
import { OverviewVerdicts } from '../../../components/dashboard/overview/overview-verdicts.tsx';
import { ToldSources } from '../../../components/dashboard/overview/told-sources.tsx';
import { ToldStanding } from '../../../components/dashboard/overview/told-standing.tsx';
import { readReport } from '../../../components/dashboard/report/report-reading.ts';
import { activity } from '../../../components/dashboard/team/use-team.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { joinTeam } from '../../../lib/team/connection.ts';
import {
  beginTold,
  noteHeard,
  noteRead,
  takeTold,
  toldDatabase,
  wantedMonths,
} from '../../../lib/team/told-figures.ts';
import { freshJournal } from '../log/sample.ts';
import { buy, figuresOf, ofEast, ofWest, readOf, secretariat, wholeOf } from '../team/told-sample.ts';
import { catalogueWith, drawIn, targetWith } from './house.tsx';

/** A machine that does much else may take its time. */
const waitFor = <T,>(ask: () => T | Promise<T>) => vi.waitFor(ask, 10_000);
const now = new Date('2026-11-22T06:00:00Z');
const journal = freshJournal();
const both = freshJournal();
const figure = { year: 2026, unit: 'procedures', note: null } as const;
const tier = { level: 'ambitious', word: 'spydspids', derived: false } as const;
const house = {
  journal,
  today: '2026-11-22',
  settings: defaultSettings,
  data: catalogueWith({ targets: [targetWith({ id: 'it-1', area: 'it', tier })] }),
  policy: { state: 'held', refused: [], policy: { figures: [{ ...figure, area: 'it', share: 80 }] } },
} as unknown as House;
const place = document.createElement('div');
const draw = (content: ComponentChildren) => {
  const edge = { toolVersion: '0.1.0' } as House['edge'];
  drawIn(place, content, { journal, data: house.data, today: house.today, edge });
  return waitFor(() => expect(place.textContent).not.toBe(''));
};
const toldOf = async (query: Record<string, string> = {}) =>
  (await readOverviewOf(house, query)) as Overview & { told: Told };

beforeAll(async () => {
  await joinTeam(journal, secretariat);
  const told = toldDatabase(journal);
  await beginTold(told, secretariat, 'partnership');
  const stamps = { øst: '2026-09-01T12:00:00.000Z', vest: '2026-11-21T12:00:00.000Z' };
  for (const [name, bought] of [
    ['øst', ofEast],
    ['vest', ofWest],
  ] as const) {
    const own = freshJournal();
    await buy(own, 'Indkøb', bought);
    await buy(both, name, bought);
    const figures = await figuresOf(own, name, { computedAt: stamps[name] });
    await takeTold(told, 'partnership', readOf(wholeOf(figures)), { now });
    await noteHeard(told, 'partnership', { organisation: name, isAway: false, gone: [] }, { now });
  }
  await noteHeard(told, 'partnership', { organisation: 'syd', isAway: true, gone: [] }, { now });
  await takeTold(told, 'partnership', [{ subject: 'gl.syd.rollup.@.@.2026-03', rollup: null, digest: '' }], { now });
  await noteRead(told, now.toISOString());
});
beforeEach(() => {
  place.remove();
  document.body.append(place);
  render(null, place);
  activity.value = null;
});

describe("a secretariat's overview", () => {
  test.each([
    {},
    { period: 'last-12-months' },
    { period: 'last-year' },
    { area: 'it' },
    { unit: 'vest' },
    { portal: 'udbud-dk' },
  ] as Record<string, string>[])('says of %j what one journal with all organisations says', async (query) => {
    const { told, waiting, ...shown } = await toldOf(query);
    const { told: own, waiting: __, ...counted } = await readOverview({ ...house, journal: both }, query);
    expect(shown).toEqual(counted);
    expect([own, waiting.rows]).toEqual([null, []]);
    expect(told.kind).toBe('partnership');
    expect(isNothing({ ...shown, beside: shown.beside })).toBe(false);
  });

  test('takes a period of days by whole months, and one of a century by five years', async () => {
    const own = { period: 'own', from: '2026-03-11', to: '2026-05-03' };
    const { period, indicators } = await toldOf(own);
    expect([period.from, period.to]).toEqual(['2026-03-01', '2026-05-31']);
    const counted = await readOverview({ ...house, journal: both }, { ...own, from: '2026-03-01', to: '2026-05-31' });
    expect(indicators).toEqual(counted.indicators);
    const long = await toldOf({ ...own, from: '1926-01-01' });
    expect([long.period.from, long.period.to]).toEqual(['2021-06-01', '2026-05-31']);
  });

  test('of one target counts the decisions on it, and says why no more', async () => {
    const overview = await toldOf({ area: 'it', target: 'it-1' });
    const { I3 } = overview.indicators;
    expect(overview.beside).toBe(true);
    expect([I3.met, I3.partiallyMet].map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [1, 2],
      [1, 2],
    ]);
    await draw(<OverviewVerdicts overview={overview} query={{ target: 'it-1' }} />);
    expect(place.textContent).toContain('For ét mål kan der her kun tælles beslutninger.');
    expect(place.querySelectorAll('a')).toHaveLength(0);
  });

  test('wants the months that it shows and those a year before, the newest first', async () => {
    const wanted = monthsOfOverview(await toldOf(), house.today);
    expect([wanted.months[0], wanted.months.at(-1), wanted.months.length]).toEqual(['2026-11', '2026-01', 11]);
    expect([wanted.before[0], wanted.before.length]).toEqual(['2025-10', 10]);
    // Target figures are about a whole year; an area is compared with itself the year before.
    const spring = { period: 'own', from: '2026-03-01', to: '2026-04-30' };
    expect(monthsOfOverview(await toldOf(spring), house.today)).toMatchObject({ before: ['2025-04', '2025-03'] });
    const inArea = monthsOfOverview(await toldOf({ ...spring, area: 'it' }), house.today);
    expect([inArea.months.length, inArea.months.at(-1), inArea.before]).toEqual([13, '2025-03', []]);
  });

  test('leads to no decision, and says with each figure what it was computed from', async () => {
    const overview = await toldOf();
    const shown = { overview, counting: 'number' as const, query: {} };
    await draw(
      <>
        <KeyFigures {...shown} />
        <Matrix {...shown} />
        <IndicatorTable overview={overview} query={{}} />
      </>,
    );
    expect(place.querySelectorAll('a')).toHaveLength(0);
    const figures = [...place.querySelectorAll('.figure details')];
    expect(figures).toHaveLength(6);
    for (const { textContent } of figures) {
      expect(textContent).toMatch(/Beregnet af nøgletal fra 2 organisationer\. De ældste er opgjort 01\.09\.2026\D/);
    }
    expect(place.querySelector('.matrix td[tabindex="0"]')).not.toBeNull();
    expect(place.textContent).toContain('I11 er ikke med');
    await draw(<KeyFigures {...shown} overview={await readOverview({ ...house, journal: both }, {})} />);
    expect(place.querySelectorAll('.figure-link a').length).toBeGreaterThan(0);
    expect(place.textContent).not.toContain('Beregnet af nøgletal');
  });

  test('says who has told, whose figures are old, who does not answer and what is set aside', async () => {
    const overview = await toldOf();
    await draw(<ToldStanding overview={overview} query={{}} />);
    const says = (text: string) => waitFor(() => expect(place.textContent).toContain(text));
    await says('Nøgletal fra 2 af 3 organisationer.');
    await says('1 organisation har ingen tal delt. 1 organisation har tal, der er over en måned gamle.');
    await says('Sekretariatet læser kun nøgletal og ikke loggen bag dem');
    await says('Nye tal kommer af sig selv, mens siden er åben.');
    await says('1 nøgletal kan ikke læses og er sat til side');
    await says('gl.syd.rollup.@.@.2026-03');
    await waitFor(async () =>
      expect(await wantedMonths(toldDatabase(journal))).toEqual(monthsOfOverview(overview, house.today)),
    );
    activity.value = { state: 'waiting', problem: 'unreachable' };
    await says('Der er ingen forbindelse til serveren lige nu. Du ser de tal, der blev hentet 22.11.2026');
  });

  test('has a line for every organisation: how it stands, and from what state', async () => {
    const overview = await toldOf();
    await draw(<ToldSources overview={overview} counting="number" query={{}} />);
    const lines = [...place.querySelectorAll('tbody tr')].map(({ children }) =>
      [...children].map(({ textContent }) => textContent?.replace(/,? \d\d\.\d\d$/, '').replaceAll('\u00a0', ' ')),
    );
    const version = 'Grønt Lys 0.1.0, mål 2026-11';
    expect(lines).toEqual([
      ['syd', '–', '–', '–', 'Svarer ikke', '–', '–', '–'],
      ['vest', '0 %', '1', '100 %', 'Aktuelle', '21.11.2026', '7', version],
      ['øst', '50 %', '2', '100 %', 'Over en måned gamle', '01.09.2026', '7', version],
    ]);
    expect(place.querySelector('a')?.getAttribute('href')).toBe('#/overview?unit=syd');
  });

  test('hands out every indicator of every organisation as a file, and says where nothing was told', async () => {
    const overview = await toldOf({ area: 'food' });
    await draw(<ToldSources overview={overview} counting="number" query={{ area: 'food' }} />);
    const saved: { name: string; blob: Blob }[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob: made.at(-1) as Blob });
    });
    const made: Blob[] = [];
    const address = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made.push(blob as Blob);
      return 'blob:saved';
    });
    place.querySelector('button')?.click();
    await waitFor(() => expect(place.textContent).toContain('er hentet.'));
    click.mockRestore();
    address.mockRestore();
    expect(saved.map(({ name }) => name)).toEqual([
      'groent-lys-noegletal-fra-organisationer-2026-01-01--2026-12-31.csv',
    ]);
    const lines = (await (saved[0] as { blob: Blob }).blob.text()).replace('\uFEFF', '').trim().split('\r\n');
    const [columns = [], ...rows] = lines.map((line) => line.split(';'));
    const of = (name: string, figure: string) => {
      const row = rows.find((cells) => cells[0] === name && (cells[2] ?? '').startsWith(figure)) ?? [];
      return Object.fromEntries(columns.map((title, at) => [title, row[at]]));
    };
    const counted = await readOverview({ ...house, journal: both }, { area: 'food', unit: 'øst' });
    const { numerator, denominator } = counted.indicators.I2;
    expect([numerator, denominator]).toEqual([1, 2]);
    expect(of('øst', 'I2')).toMatchObject({
      Antal: String(numerator),
      'Ud af': String(denominator),
      Status: 'Over en måned gamle',
      'Til og med besked': '7',
      Periode: '2026-01-01/2026-12-31',
      Produktområde: 'Fødevarer og måltider',
      'Beregnet med': 'Grønt Lys 0.1.0, mål 2026-11',
    });
    expect(of('øst', 'I8 Gennemsnitlig vægt på miljø')).toMatchObject({ Organisation: 'øst', 'Ud af': '0', Andel: '' });
    // Nothing told is no nought.
    expect(rows.filter(([name]) => name === 'syd').map((cells) => cells.slice(1, 6))).toEqual([['', '', '', '', '']]);
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([columns.length]));
  });

  test('reads a single organisation as a whole and unit by unit', async () => {
    const [mine, own] = [freshJournal(), freshJournal()];
    await joinTeam(mine, { ...secretariat, organisation: 'øst' });
    await buy(own, 'Indkøb', ofEast);
    await buy(own, 'Skoler', ofWest);
    await beginTold(toldDatabase(mine), { ...secretariat, organisation: 'øst' }, 'organisation');
    await takeTold(toldDatabase(mine), 'organisation', readOf(await figuresOf(own, 'øst')), { now });
    await noteHeard(toldDatabase(mine), 'organisation', { organisation: 'øst', isAway: false, gone: [] }, { now });
    const there = { ...house, journal: mine };
    const of = async (query: Record<string, string>) => {
      const overview = (await readOverviewOf(there, query)) as Overview & { told: Told };
      const rows = await readToldIndicators(there, overview);
      return rows.map(({ of: { organisation }, unit, indicators }) => [organisation, unit, indicators]);
    };
    const counted = async (query: Record<string, string>) =>
      (await readOverview({ ...house, journal: own }, query)).indicators;
    const [whole, first, second] = await Promise.all([
      counted({}),
      counted({ unit: 'Indkøb' }),
      counted({ unit: 'Skoler' }),
    ]);
    expect(whole).not.toEqual(first);
    expect(await of({})).toEqual([
      ['øst', null, whole],
      ['øst', 'Indkøb', first],
      ['øst', 'Skoler', second],
    ]);
    expect(await of({ unit: 'Skoler' })).toEqual([['øst', 'Skoler', second]]);
  });

  test('says when the figures cannot be read, and keeps its button', async () => {
    const overview = await toldOf();
    const told = toldDatabase(journal);
    await draw(<ToldSources overview={overview} counting="number" query={{}} />);
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
    const table = vi.spyOn(told.monthRollup, 'where').mockImplementation(() => {
      throw new Error('gone');
    });
    place.querySelector('button')?.click();
    await waitFor(() => expect(place.textContent).toContain('der er ikke hentet nogen fil. Prøv igen.'));
    expect(String(reported.mock.lastCall?.[0])).toContain('gone');
    table.mockRestore();
    reported.mockRestore();
    expect(place.querySelector('button')?.getAttribute('aria-disabled')).toBe('false');
  });

  test('is what the report is written from, and the own log stays one step away', async () => {
    const { overview, cases } = await readReport(house, { unit: 'vest' });
    expect(overview.told?.organisations.map(({ organisation }) => organisation)).toEqual(['vest']);
    expect([overview.indicators.I12.denominator, cases]).toEqual([2, []]);
    const own = await readOverviewOf(house, { source: 'own' });
    expect([own.told, isNothing(own)]).toEqual([null, true]);
  });
});
