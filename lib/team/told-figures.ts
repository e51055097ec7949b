import { type JournalDatabase, onJournal, openJournal } from '../log/database.ts';
import { allUnits, type MonthRollup, type MonthRollupKey, type Sums, scopeOf } from '../log/rollups/month-rows.ts';
import { addSums, emptySums, isEmpty } from '../log/rollups/sums.ts';
import type { Team } from './connection.ts';
import type { TeamRollup } from './rollup-schema.ts';

/**
 * Figures that others have told, in a database of the journal's shape: `monthRollup` holds them as a journal holds its
 * own, so that the same code computes the same indicators from them. Of a partnership each member stands where a unit
 * stands in a journal, and all members together where all units do. Nothing of it is in a backup or an export: it is a
 * copy of what stands on the server, and is read again from there.
 */
export type ToldDatabase = JournalDatabase;

const suffix = '-figures';
const opened = new WeakMap<JournalDatabase, ToldDatabase>();

/** The told figures beside a journal. It is made when something is first written to it. */
export function toldDatabase(journal: JournalDatabase): ToldDatabase {
  const known = opened.get(journal);
  if (known) return known;
  const told = openJournal({ name: `${journal.name}${suffix}` });
  opened.set(journal, told);
  return told;
}

/** Deletes what was told; without anything told it does nothing. */
export async function forgetTold(journal: JournalDatabase): Promise<void> {
  const told = toldDatabase(journal);
  await onJournal(told, 'everything', () => told.delete({ disableAutoOpen: false }));
}

/** Whether those who tell are members of a partnership, or the units of one organisation. */
export type ToldKind = 'partnership' | 'organisation';

/** From what state an organisation's figures are. */
export interface FiguresState {
  /** Up to which message of its journal's stream they count. */
  sequence: number;
  computedAt: string;
  tool: TeamRollup['tool'];
}

/** How an organisation stands with its figures. */
export interface ToldOrganisation {
  organisation: string;
  /** It has closed its door, or its server is not there; what it told before stays. */
  isAway: boolean;
  /** When its figures were last asked for and answered; null while they never were. */
  heardAt: string | null;
  /** The newest state of its figures; null while it has told none. */
  latest: FiguresState | null;
}

/** A figure that cannot be used, and stands aside; the one that it was to replace stays. */
export interface AsideFigure {
  subject: string;
  at: string;
}

/** Months that somebody looks at, `YYYY-MM`: with their areas, and those a year before, as wholes. */
export interface WantedMonths {
  months: string[];
  before: string[];
}

/** How far a reading has come; null where none is under way. */
export interface ToldProgress {
  done: number;
  of: number;
}

/** Keys in `meta`. Those of one organisation carry its name. */
const key = {
  whose: 'whose',
  wanted: 'wanted',
  progress: 'progress',
  readAt: 'readAt',
  aside: 'aside',
  told: 'told ',
  known: 'known ',
} as const;

/** What is known of one month of one scope: the state of the whole, and of each area that was read. */
export interface KnownMonth {
  sequence: number;
  computedAt: string;
  areas: Record<string, { sequence: number; computedAt: string; digest: string }>;
}
/** By scope and month. */
export type KnownMonths = Record<string, KnownMonth>;
export const knownKey = (scope: string, month: string) => `${month} ${scope}`;

const metaOf = async <T>(told: ToldDatabase, name: string): Promise<T | undefined> =>
  (await told.meta.get(name))?.value as T | undefined;

const put = (told: ToldDatabase, name: string, value: unknown) => told.meta.put({ key: name, value });

/** Whose figures these are; those of another connection are forgotten before anything of this one is kept. */
export async function beginTold(told: ToldDatabase, team: Team, kind: ToldKind): Promise<void> {
  const whose = whoseOf(team, kind);
  await onJournal(told, 'everything', () =>
    told.transaction('rw', told.monthRollup, told.meta, async () => {
      if ((await metaOf(told, key.whose)) === whose) return;
      const wanted = await metaOf(told, key.wanted);
      await told.monthRollup.clear();
      await told.meta.clear();
      await put(told, key.whose, whose);
      if (wanted) await put(told, key.wanted, wanted);
    }),
  );
}

const whoseOf = ({ server, user, organisation }: Team, kind: ToldKind) =>
  JSON.stringify([kind, server, user, organisation]);

/** Whether these are the figures of a connection, and of whom; null where nothing was told to it yet. @throws {JournalError} */
export async function toldKind(told: ToldDatabase, team: Team): Promise<ToldKind | null> {
  const whose = await onJournal(told, 'everything', () => metaOf(told, key.whose));
  return (['partnership', 'organisation'] as const).find((kind) => whoseOf(team, kind) === whose) ?? null;
}

/** Every organisation that was asked, by name. @throws {JournalError} */
export async function toldOrganisations(told: ToldDatabase): Promise<ToldOrganisation[]> {
  const rows = await onJournal(told, 'everything', () => told.meta.where(':id').startsWith(key.told).toArray());
  return rows
    .map(({ value }) => value as ToldOrganisation)
    .sort((one, other) => one.organisation.localeCompare(other.organisation, 'da', { numeric: true }));
}

/** How reading them goes on. @throws {JournalError} */
export async function toldStanding(
  told: ToldDatabase,
): Promise<{ progress: ToldProgress | null; readAt: string | null; aside: AsideFigure[] }> {
  return onJournal(told, 'everything', async () => ({
    progress: (await metaOf<ToldProgress | null>(told, key.progress)) ?? null,
    readAt: (await metaOf<string>(told, key.readAt)) ?? null,
    aside: (await metaOf<AsideFigure[]>(told, key.aside)) ?? [],
  }));
}

/** @throws {JournalError} */
export const noteProgress = (told: ToldDatabase, progress: ToldProgress | null): Promise<unknown> =>
  onJournal(told, 'everything', () => put(told, key.progress, progress));

/** Notes that all has been read. @throws {JournalError} */
export const noteRead = (told: ToldDatabase, at: string): Promise<unknown> =>
  onJournal(told, 'everything', () => put(told, key.readAt, at));

/** Which months are looked at; null while no page has said so. @throws {JournalError} */
export const wantedMonths = (told: ToldDatabase): Promise<WantedMonths | null> =>
  onJournal(told, 'everything', async () => (await metaOf<WantedMonths>(told, key.wanted)) ?? null);

/** @throws {JournalError} */
export async function wantMonths(told: ToldDatabase, wanted: WantedMonths): Promise<void> {
  if (JSON.stringify(await wantedMonths(told)) === JSON.stringify(wanted)) return;
  await onJournal(told, 'everything', () => put(told, key.wanted, wanted));
}

/** What is known of an organisation's months. @throws {JournalError} */
export const knownMonths = (told: ToldDatabase, organisation: string): Promise<KnownMonths> =>
  onJournal(told, 'everything', async () => (await metaOf<KnownMonths>(told, key.known + organisation)) ?? {});

/** A figure as it was read: under which subject it stands, and what it says; null where that cannot be used. */
export interface ReadFigure {
  subject: string;
  rollup: TeamRollup | null;
  /** Of an area: what tells the figures that were asked for from others; empty where nobody has said. */
  digest: string;
}

/** Aside figures that are kept to be looked at. */
const keptAside = 500;

/**
 * Takes figures in. One that is older than what is held changes nothing: servers that follow may answer with the last
 * one but one.
 * @throws {JournalError}
 */
export function takeTold(
  told: ToldDatabase,
  kind: ToldKind,
  figures: readonly ReadFigure[],
  { now }: { now: Date },
): Promise<void> {
  const at = now.toISOString();
  return change(told, kind, async (rows) => {
    const aside = (await metaOf<AsideFigure[]>(told, key.aside)) ?? [];
    const read = new Set(figures.map(({ subject }) => subject));
    const left = aside.filter(({ subject }) => !read.has(subject));
    const malformed = figures.filter(({ rollup }) => rollup === null).map(({ subject }) => ({ subject, at }));
    if (left.length !== aside.length || malformed.length > 0) {
      await put(told, key.aside, [...left, ...malformed].slice(0, keptAside));
    }
    const usable = figures.flatMap(({ rollup, digest }) => (rollup ? [{ rollup, digest }] : []));
    for (const organisation of new Set(usable.map(({ rollup }) => rollup.organisation))) {
      const known = await knownMonths(told, organisation);
      const own = usable.filter(({ rollup }) => rollup.organisation === organisation);
      let standing = await standingOf(told, organisation);
      for (const { rollup, digest } of own) {
        const { area, month, sequence, computedAt, tool, sums } = rollup;
        const scope = scopeIn(kind, rollup);
        const name = knownKey(scope, month);
        const before = known[name] ?? { sequence: -1, computedAt: '', areas: {} };
        const held = area === '' ? before : before.areas[area];
        if (held && !isNewer(rollup, held)) continue;
        if (area === '') known[name] = { ...before, sequence, computedAt };
        else {
          // A server that follows may still have the area as it was before the whole: that is asked for again.
          const said = sequence >= before.sequence ? digest : '';
          known[name] = { ...before, areas: { ...before.areas, [area]: { sequence, computedAt, digest: said } } };
        }
        rows.push([[scope, month, area], sums]);
        const { latest } = standing;
        if (area === '' && (latest === null || isNewer(rollup, latest))) {
          standing = { ...standing, latest: { sequence, computedAt, tool } };
        }
      }
      await put(told, key.known + organisation, known);
      await put(told, key.told + organisation, standing);
    }
  });
}

/** Counts as much or more; or was computed later, as after the organisation's stream was made anew. */
const isNewer = (
  one: Pick<FiguresState, 'sequence' | 'computedAt'>,
  held: Pick<FiguresState, 'sequence' | 'computedAt'>,
): boolean => one.sequence >= held.sequence || one.computedAt > held.computedAt;

const standingOf = async (told: ToldDatabase, organisation: string): Promise<ToldOrganisation> =>
  (await metaOf<ToldOrganisation>(told, key.told + organisation)) ?? {
    organisation,
    isAway: false,
    heardAt: null,
    latest: null,
  };

/** Whether an organisation has answered; and drops months of it that stand on the server no more. @throws {JournalError} */
export function noteHeard(
  told: ToldDatabase,
  kind: ToldKind,
  { organisation, isAway, gone }: { organisation: string; isAway: boolean; gone: readonly GoneFigures[] },
  { now }: { now: Date },
): Promise<void> {
  return change(told, kind, async (rows) => {
    const standing = await standingOf(told, organisation);
    const heardAt = isAway ? standing.heardAt : now.toISOString();
    await put(told, key.told + organisation, { ...standing, isAway, heardAt });
    if (gone.length === 0) return;
    const known = await knownMonths(told, organisation);
    for (const { name, areas } of gone) {
      const before = known[name];
      const [month = '', scope] = [name.slice(0, 7), name.slice(8)];
      for (const area of areas ?? ['', ...Object.keys(before?.areas ?? {})]) rows.push([[scope, month, area], null]);
      if (areas === null) delete known[name];
      else for (const area of areas) delete before?.areas[area];
    }
    await put(told, key.known + organisation, known);
  });
}

/** A month of a scope that is there no more: some areas of it, or all of it (null). */
export interface GoneFigures {
  name: string;
  areas: readonly string[] | null;
}

/** Forgets organisations that belong to the partnership no more. @throws {JournalError} */
export async function keepOnly(told: ToldDatabase, kind: ToldKind, organisations: readonly string[]): Promise<void> {
  for (const { organisation } of await toldOrganisations(told)) {
    if (organisations.includes(organisation)) continue;
    const gone = Object.keys(await knownMonths(told, organisation)).map((name) => ({ name, areas: null }));
    await noteHeard(told, kind, { organisation, isAway: true, gone }, { now: new Date() });
    await onJournal(told, 'everything', () =>
      told.meta.bulkDelete([key.told + organisation, key.known + organisation]),
    );
  }
}

/** Where an organisation's, or a unit's, figures stand among the rows. */
export const scopeIn = (kind: ToldKind, { organisation, unit }: Pick<TeamRollup, 'organisation' | 'unit'>): string =>
  scopeOf(kind === 'partnership' ? organisation : (unit ?? undefined));

/** New sums of rows; null takes a row away. */
type Changed = [id: MonthRollupKey, sums: Sums | null][];

/**
 * Writes rows and, in the same transaction, what they change in the sum of all members: what the row said before is
 * taken away and what it says now is added, as a journal's own figures are kept.
 */
function change(told: ToldDatabase, kind: ToldKind, work: (rows: Changed) => Promise<void>): Promise<void> {
  return onJournal(told, 'everything', () =>
    told.transaction('rw', told.monthRollup, told.meta, async () => {
      const rows: Changed = [];
      await work(rows);
      // A later word on the same row is the one that holds.
      const wanted = new Map(rows.map((row) => [JSON.stringify(row[0]), row]));
      const ids = [...wanted.values()].map(([id]) => id);
      const before = await told.monthRollup.bulkGet(ids);
      const after = new Map<string, MonthRollup>();
      const gone: MonthRollupKey[] = [];
      const keep = (id: MonthRollupKey, sums: Sums | null) => {
        const [scope, month, area] = id;
        if (sums === null || isEmpty(sums)) gone.push(id);
        else after.set(JSON.stringify(id), { scope, month, area, ...onlySums(sums) });
      };
      for (const [id, sums] of wanted.values()) keep(id, sums);
      if (kind === 'partnership') {
        const changes = [...wanted.values()].map(([id, sums], index) => ({ id, sums, was: before[index] }));
        for (const [id, sums] of await totalsOf(told, changes)) keep(id, sums);
      }
      await told.monthRollup.bulkPut([...after.values()]);
      await told.monthRollup.bulkDelete(gone);
    }),
  );
}

async function totalsOf(
  told: ToldDatabase,
  changes: readonly { id: MonthRollupKey; sums: Sums | null; was: MonthRollup | undefined }[],
): Promise<[MonthRollupKey, Sums][]> {
  const totalId = ([, month, area]: MonthRollupKey): MonthRollupKey => [allUnits, month, area];
  const ids = new Map(changes.map(({ id }) => [JSON.stringify(totalId(id)), totalId(id)]));
  const rows = await told.monthRollup.bulkGet([...ids.values()]);
  const totals = new Map(
    [...ids.keys()].map((name, index) => [name, rows[index] ? onlySums(rows[index]) : emptySums()]),
  );
  for (const { id, sums, was } of changes) {
    const name = JSON.stringify(totalId(id));
    let total = totals.get(name) ?? emptySums();
    if (was) total = addSums(total, was, -1);
    if (sums) total = addSums(total, sums, 1);
    totals.set(name, total);
  }
  return [...ids].map(([name, id]) => [id, totals.get(name) ?? emptySums()]);
}

const onlySums = ({ decisions, procedures, open, targets }: Sums): Sums => ({ decisions, procedures, open, targets });
