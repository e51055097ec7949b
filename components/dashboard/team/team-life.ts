import type { JournalDatabase } from '../../../lib/log/database.ts';
import { type Team, type TeamLink, teamLock, teamOf, teamState } from '../../../lib/team/connection.ts';
import { dial } from '../../../lib/team/dial.ts';
import { openTeam } from '../../../lib/team/open.ts';
import { problemOf, TeamProblem, type TeamProblemCode } from '../../../lib/team/problem.ts';
import { publish } from '../../../lib/team/publish.ts';
import { lacksMessages, receive } from '../../../lib/team/receive.ts';
import { rest } from '../../../lib/team/rest.ts';
import { type RollupMaker, writeRollups } from '../../../lib/team/rollups.ts';
import { waitingCount } from '../../../lib/team/sharing.ts';
import { keepShared, type SharedEdge } from './keep-shared.ts';
import { keepTold } from './keep-told.ts';
import { pauseBeforeTrying } from './pause.ts';
import { untilSo, untilSoWithin } from './waiting.ts';

/** How long after a failure the server is tried again, at first and at most: somebody may be sitting there. */
const firstPause = 2_000;
const longestPause = 60_000;
/** How long after something new a lead's figures are written, so that what comes together counts together; and how often. */
const figuresAfter = 2_000;
const figuresEvery = 10 * 60_000;
/**
 * How soon a page holds what it heard against what the server counts, and how often then: reading all again is work for a
 * server. And how long what is on its way may take.
 */
const countedAfter = 60_000;
const countedEvery = 10 * 60_000;
const comesWithin = 30_000;
/** How often the server is asked whether it still has what was told, when nothing waits. */
const askedEvery = 60_000;

/** What goes on with the team right now. */
export type TeamActivity =
  | { state: 'connecting' }
  | { state: 'connected' }
  /** `tryAgain` while nothing is tried for a while: tries it now. */
  | { state: 'waiting'; problem: TeamProblemCode; tryAgain?: () => void };

interface TeamLife {
  journal: JournalDatabase;
  team: Team;
  device: string;
  tool: RollupMaker['tool'];
  tell: (activity: TeamActivity) => void;
  shared: SharedEdge;
  /** The server has answered to words of this browser. */
  told: () => void;
  signal: AbortSignal;
}

/**
 * Tries a connection once, as it was typed.
 * @returns what is wrong with it; null when the team is there
 */
export async function tryTeam(team: Team, device: string): Promise<TeamProblemCode | null> {
  try {
    const { connection } = await openTeam(team, device, dial);
    await connection.close();
    return null;
  } catch (error) {
    return problemOf(error).code;
  }
}

/**
 * Keeps the connection as long as the dashboard is open: tells what waits and whatever is said meanwhile, listens, and
 * writes the figures, or only reads them, where the role does. It breaks off and begins again by itself; the journal goes
 * on whatever happens.
 */
export async function liveWithTeam(life: TeamLife): Promise<void> {
  let pause = firstPause;
  const counts = { after: countedAfter };
  while (!life.signal.aborted) {
    life.tell({ state: 'connecting' });
    let problem: TeamProblemCode = 'unreachable';
    try {
      const link = await openTeam(life.team, life.device, dial);
      const since = performance.now();
      life.tell({ state: 'connected' });
      try {
        await untilBroken(link, life, counts);
      } finally {
        // One that breaks at once, as for who may not do what the role does, is no reason to hurry.
        if (performance.now() - since > longestPause) pause = firstPause;
        await link.connection.close();
      }
    } catch (error) {
      problem = problemOf(error).code;
    }
    if (life.signal.aborted) return;
    const onBegin = (tryAgain: () => void) => life.tell({ state: 'waiting', problem, tryAgain });
    const isEarly = await pauseBeforeTrying(pause, { signal: life.signal, onBegin });
    pause = isEarly ? firstPause : Math.min(pause * 2, longestPause);
  }
}

/** Ends when the connection does, by itself or by the signal. @throws what broke it */
async function untilBroken(link: TeamLink, life: TeamLife, counts: Counts): Promise<void> {
  const { journal, team, signal } = life;
  const broken = new AbortController();
  const both = AbortSignal.any([signal, broken.signal]);
  const fail = (error: unknown) => broken.abort(error);
  // A secretariat reads figures, and tells nothing.
  const own = team.role === 'secretariat' ? keepTold(link, journal, both) : keepTelling(link, life, both);
  const tasks = [own.catch(fail), watch(link, life), link.connection.closed().then(fail)];
  tasks.push(keepShared(link, life, both).catch(fail));
  try {
    if (team.role !== 'secretariat') {
      await receive(journal, link, { signal: both });
      const listening = receive(journal, link, { signal: both, stay: true });
      tasks.push(listening.then(() => undefined, fail));
      tasks.push(keepWhole(link, life, counts, both).catch(fail));
      if (team.role === 'lead') tasks.push(keepFigures(link, life, both).catch(fail));
    }
    await new Promise<void>((resolve) => {
      if (both.aborted) resolve();
      both.addEventListener('abort', () => resolve());
    });
  } finally {
    broken.abort();
    await Promise.allSettled(tasks.slice(0, 1));
  }
  if (!signal.aborted) throw broken.signal.reason;
}

/** Says when the connection breaks off and is there again; the client finds its way back by itself. */
async function watch({ connection }: TeamLink, { tell }: TeamLife): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === 'disconnect') tell({ state: 'waiting', problem: 'unreachable' });
    if (type === 'reconnect') tell({ state: 'connected' });
  }
}

/** Tells what waits now, and again whenever something new does, the last try did not get through or some was lost. */
async function keepTelling(link: TeamLink, { journal, tell, told }: TeamLife, signal: AbortSignal): Promise<void> {
  const isWaiting = async () => (await waitingCount(journal)) > 0;
  while (!signal.aborted) {
    const { acknowledged, refused, problem } = await publish(journal, link, signal);
    if (acknowledged + refused > 0) told();
    tell(problem === null ? { state: 'connected' } : { state: 'waiting', problem });
    await (problem === null ? untilSoWithin(isWaiting, askedEvery, signal) : rest(firstPause, signal));
  }
}

/** How long until what was heard is counted, over all connections of a page. */
interface Counts {
  after: number;
}

/** Begins anew where a server has passed messages over: a connection is made with all of them. @throws {TeamProblem} busy */
async function keepWhole(link: TeamLink, { journal }: TeamLife, counts: Counts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await rest(counts.after, signal);
    if (signal.aborted) return;
    counts.after = countedEvery;
    const isShort = await lacksMessages(journal, link, () => rest(comesWithin, signal));
    if (isShort && !signal.aborted) throw new TeamProblem('busy');
  }
}

/** Writes a lead's figures soon after something new was heard, and then not again for a while. */
async function keepFigures(link: TeamLink, { journal, tool }: TeamLife, signal: AbortSignal): Promise<void> {
  let counted = 0;
  const isMoreToCount = async () => {
    const { sequence, missed } = await teamState(journal);
    return sequence > counted && missed === 0 && (await journal.outbox.count()) === 0;
  };
  while (!signal.aborted) {
    await untilSo(isMoreToCount, signal);
    await rest(figuresAfter, signal);
    if (signal.aborted) return;
    try {
      const { sequence } = await teamState(journal);
      await writeRollups(journal, link, { tool, now: new Date() });
      counted = sequence;
    } catch (error) {
      // Something waits to be told, or the server chooses a leader: soon again. Of a gap nobody knew a moment ago. What was
      // passed over comes with the next connection; a server that cannot say is asked again.
      const isShort = await lacksMessages(journal, link).catch(() => false);
      if (!['busy', 'gap'].includes(problemOf(error).code) || isShort) throw error;
      continue;
    }
    await rest(figuresEvery, signal);
  }
}

/** Keeps the connection from one page alone; the others wait for it to go. @throws what `signal` aborts with */
export async function keepTeam(life: Omit<TeamLife, 'team'>): Promise<void> {
  await navigator.locks.request(teamLock, { signal: life.signal }, async () => {
    const team = await teamOf(life.journal);
    if (team) await liveWithTeam({ ...life, team });
  });
}
