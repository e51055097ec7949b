import { areaIdSchema } from '../targets/schema.ts';
import type { TeamLink } from './connection.ts';
import { lastValue, subjectsOf } from './last-values.ts';
import { askMember, organisationsOf } from './partnership.ts';
import type { TeamRollup } from './rollup-schema.ts';
import { readRollup } from './rollups.ts';
import { readRollupSubject, rollupSubject, streams, tokenOf, wholesFilter } from './subjects.ts';
import {
  beginTold,
  type GoneFigures,
  type KnownMonths,
  keepOnly,
  knownKey,
  knownMonths,
  noteHeard,
  noteProgress,
  noteRead,
  type ReadFigure,
  scopeIn,
  type ToldDatabase,
  type ToldKind,
  takeTold,
  type WantedMonths,
} from './told-figures.ts';

/** Questions under way at once, and answers that are written together. */
const flightSize = 100;
const batchSize = 1_000;

interface ReadOptions {
  wanted: WantedMonths;
  now: Date;
  /** Tokens of the organisations of which there is news; without it all are read. */
  only?: ReadonlySet<string>;
  signal?: AbortSignal;
}

/** One question: an organisation's figures of a month, as a whole or of an area. */
interface Ask {
  organisation: string;
  /** Where the figures stand in the organisation's own stream. */
  subject: string;
  area: TeamRollup['area'];
  month: string;
  digest: string;
}

/**
 * Brings the figures here up to those on the server: first all months as wholes, which the answer and its key figures
 * are made of, then the areas that have changed. Whoever does not answer is noted and keeps what it told before.
 * @throws {TeamProblem} when the connection breaks off
 * @throws {JournalError}
 */
export async function readTold(
  told: ToldDatabase,
  link: TeamLink,
  { wanted, now, only, signal }: ReadOptions,
): Promise<void> {
  const organisations = await organisationsOf(link);
  const [first] = organisations;
  const kind: ToldKind =
    organisations.length === 1 && first === link.team.organisation ? 'organisation' : 'partnership';
  if (signal?.aborted) return;
  await beginTold(told, link.team, kind);
  if (kind === 'partnership') await keepOnly(told, kind, organisations);
  const asked = only ? organisations.filter((name) => only.has(tokenOf(name))) : organisations;
  const asking = { told, link, kind, now, signal };
  const away = new Set<string>();
  const months = [...wanted.months, ...wanted.before];
  const wholes = kind === 'partnership' ? memberAsks(asked, months) : await ownAsks(link, asked, months);
  const found = await askAll(asking, wholes, away);
  const gone = new Map<string, GoneFigures[]>();
  const areas: Ask[] = [];
  for (const organisation of asked) {
    if (away.has(organisation)) continue;
    const lacking = lackingOf(await knownMonths(told, organisation), { organisation, kind, found, wanted });
    gone.set(organisation, lacking.gone);
    areas.push(...lacking.areas);
  }
  // Month by month, so that what is written together changes few sums.
  areas.sort((one, other) => compare(`${one.month} ${one.area}`, `${other.month} ${other.area}`));
  await askAll(asking, areas, away);
  if (signal?.aborted) return;
  for (const organisation of asked) {
    const heard = { organisation, isAway: away.has(organisation), gone: gone.get(organisation) ?? [] };
    await noteHeard(told, kind, heard, { now });
  }
  await noteProgress(told, null);
  if (only === undefined) await noteRead(told, now.toISOString());
}

/** What an organisation's wholes say that is not held here: areas to ask for, and what stands there no more. */
function lackingOf(
  known: KnownMonths,
  {
    organisation,
    kind,
    found,
    wanted,
  }: { organisation: string; kind: ToldKind; found: Found; wanted: ReadOptions['wanted'] },
): { areas: Ask[]; gone: GoneFigures[] } {
  const areas: Ask[] = [];
  const gone: GoneFigures[] = [];
  const seen = new Set<string>();
  for (const rollup of found.wholes.get(organisation) ?? []) {
    const { unit, month, areas: named } = rollup;
    const name = knownKey(scopeIn(kind, rollup), month);
    seen.add(name);
    const held = known[name]?.areas ?? {};
    const lost = named ? Object.keys(held).filter((area) => !Object.hasOwn(named, area)) : [];
    if (lost.length > 0) gone.push({ name, areas: lost });
    if (!wanted.months.includes(month)) continue;
    for (const area of areaIdSchema.options) {
      if (named && !Object.hasOwn(named, area)) continue;
      const digest = named?.[area] ?? '';
      if (isHeld(held[area], rollup, digest)) continue;
      areas.push({ organisation, area, month, digest, subject: rollupSubject(organisation, unit, area, month) });
    }
  }
  for (const name of Object.keys(known)) {
    const month = name.slice(0, 7);
    const isAsked = wanted.months.includes(month) || wanted.before.includes(month);
    // What is malformed is not gone: the last good one stays.
    if (isAsked && !seen.has(name) && !found.malformed.has(whoAndWhen(organisation, month))) {
      gone.push({ name, areas: null });
    }
  }
  return { areas, gone };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Whether an area is held as the whole says that it is; without a word on it, as long as the whole has not changed. */
function isHeld(
  held: { sequence: number; computedAt: string; digest: string } | undefined,
  rollup: TeamRollup,
  digest: string,
): boolean {
  if (held === undefined) return false;
  if (digest !== '') return held.digest === digest;
  return held.sequence === rollup.sequence && held.computedAt === rollup.computedAt;
}

const memberAsks = (organisations: readonly string[], months: readonly string[]): Ask[] =>
  months.flatMap((month) =>
    organisations.map((organisation) => ({
      organisation,
      area: '' as const,
      month,
      digest: '',
      subject: rollupSubject(organisation, null, '', month),
    })),
  );

/** Of the own organisation all units can be read; which there are stands in the stream. */
async function ownAsks(link: TeamLink, [organisation]: readonly string[], months: readonly string[]): Promise<Ask[]> {
  if (organisation === undefined) return [];
  const subjects = await subjectsOf(link, streams.rollups, wholesFilter(organisation));
  return subjects.flatMap((subject): Ask[] => {
    const month = readRollupSubject(subject)?.month;
    return month && months.includes(month) ? [{ organisation, area: '', month, digest: '', subject }] : [];
  });
}

/** What came of asking. */
interface Found {
  /** Figures as wholes, by organisation. */
  wholes: Map<string, TeamRollup[]>;
  /** Organisation and month of wholes that cannot be used. */
  malformed: Set<string>;
}

interface Asking {
  told: ToldDatabase;
  link: TeamLink;
  kind: ToldKind;
  now: Date;
  signal: AbortSignal | undefined;
}

const whoAndWhen = (organisation: string, month: string) => `${month} ${organisation}`;

/** Asks many questions, some at once, and takes the answers in as they come. Who does not answer is noted in `away`. */
async function askAll(asking: Asking, asks: readonly Ask[], away: Set<string>): Promise<Found> {
  const { told, link, kind, now, signal } = asking;
  const found: Found = { wholes: new Map(), malformed: new Set() };
  let waiting: ReadFigure[] = [];
  let done = 0;
  let writing = Promise.resolve();
  const write = () => {
    const batch = waiting;
    waiting = [];
    writing = writing.then(async () => {
      if (signal?.aborted) return;
      await takeTold(told, kind, batch, { now });
      await noteProgress(told, { done, of: asks.length });
    });
    return writing;
  };
  const one = async ({ organisation, area, month, subject, digest }: Ask) => {
    done += 1;
    if (away.has(organisation)) return;
    const answer =
      kind === 'partnership'
        ? await askMember(link, organisation, area, month)
        : ((await lastValue(link, streams.rollups, subject))?.body ?? null);
    if (answer === 'away') away.add(organisation);
    if (answer === null || answer === 'away') return;
    const rollup = readRollup(subject, answer);
    if (area === '' && rollup) found.wholes.set(organisation, [...(found.wholes.get(organisation) ?? []), rollup]);
    if (area === '' && !rollup) found.malformed.add(whoAndWhen(organisation, month));
    waiting.push({ subject, rollup, digest });
    if (waiting.length >= batchSize) await write();
  };
  await inFlight(asks, one, signal);
  await write();
  return found;
}

/** Works on items, some at once, until all are done, one fails or `signal` aborts. */
async function inFlight<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let next = 0;
  const runner = async () => {
    for (let item = items[next]; item !== undefined && !signal?.aborted; item = items[next]) {
      next += 1;
      await work(item).catch((error: unknown) => {
        next = items.length;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: flightSize }, runner));
}
