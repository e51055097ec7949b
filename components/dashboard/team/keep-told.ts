import type { JournalDatabase } from '../../../lib/log/database.ts';
import type { TeamLink } from '../../../lib/team/connection.ts';
import { readTold } from '../../../lib/team/read-told.ts';
import { rest } from '../../../lib/team/rest.ts';
import { figureNews, readFigureNews } from '../../../lib/team/subjects.ts';
import { toldDatabase, toldOrganisations, type WantedMonths, wantedMonths } from '../../../lib/team/told-figures.ts';
import { newsOf } from './news.ts';
import { untilSo } from './waiting.ts';

/** How soon after news figures are read: a lead's figures come in a row, and servers that follow have them a moment later. */
const newsAfter = [1_000, 3_000];
/** How often all are read anyway, and how soon whoever did not answer is asked again. */
const readEvery = 10 * 60_000;
const askedAgainAfter = 60_000;

/**
 * Follows the figures that a secretariat reads as long as the connection stands: all of the months that somebody looks
 * at, and those of an organisation again when it has written new ones.
 * @throws {TeamProblem} when the connection breaks off
 * @throws {JournalError}
 */
export async function keepTold(link: TeamLink, journal: JournalDatabase, signal: AbortSignal): Promise<void> {
  const told = toldDatabase(journal);
  const news = newsOf(link, figureNews(link.team.organisation), signal);
  await untilSo(async () => (await wantedMonths(told)) !== null, signal);
  const heard = () => [...news.take()].flatMap((subject) => readFigureNews(subject) ?? []);
  let wanted: WantedMonths | null = null;
  const wantsOthers = async () => JSON.stringify(await wantedMonths(told)) !== JSON.stringify(wanted);

  /** Reads all, or some organisations'; it ends early when somebody looks at other months. */
  const read = async (only?: ReadonlySet<string>) => {
    const months = wanted;
    if (months === null || signal.aborted) return;
    const end = new AbortController();
    const either = AbortSignal.any([signal, end.signal]);
    const others = untilSo(wantsOthers, either).then(() => end.abort());
    try {
      await readTold(told, link, { wanted: months, now: new Date(), signal: either, ...(only && { only }) });
    } finally {
      end.abort();
      await others;
    }
  };

  /** Waits for something new. @returns whose figures are new; null where all are to be read */
  const somethingNew = async (): Promise<Set<string> | null> => {
    const isAnybodyAway = (await toldOrganisations(told)).some(({ isAway }) => isAway);
    const end = new AbortController();
    const either = AbortSignal.any([signal, end.signal]);
    const others = untilSo(wantsOthers, either);
    await Promise.race([news.next(), others, rest(isAnybodyAway ? askedAgainAfter : readEvery, either)]);
    end.abort();
    const fresh = new Set(heard());
    return fresh.size === 0 || (await wantsOthers()) ? null : fresh;
  };

  for (let fresh: Set<string> | null = null; !signal.aborted; fresh = await somethingNew()) {
    if (fresh === null) {
      wanted = await wantedMonths(told);
      await read();
      continue;
    }
    for (const after of newsAfter) {
      await rest(after, signal);
      for (const one of heard()) fresh.add(one);
      await read(fresh);
    }
  }
}
