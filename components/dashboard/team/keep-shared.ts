import { type BucketPlace, type BucketValue, bucketPlaces, standingFor, takeBucket } from '../../../lib/bucket.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { type OrganisationParts, packsBeside } from '../../../lib/organisation.ts';
import type { Catalogue } from '../../../lib/targets/apply-policy.ts';
import { bucketValues, tellBucket } from '../../../lib/team/bucket.ts';
import { bucketOrders } from '../../../lib/team/bucket-orders.ts';
import type { TeamLink } from '../../../lib/team/connection.ts';
import { TeamProblem } from '../../../lib/team/problem.ts';
import { keepPurchases, type PurchaseBook, purchaseBook } from '../../../lib/team/purchases.ts';
import { rest } from '../../../lib/team/rest.ts';
import { partnership, sharedFilter } from '../../../lib/team/subjects.ts';
import { readPurchases, tellPurchases } from '../../../lib/team/tell-purchases.ts';
import type { StoredArea } from '../settings/own-files.ts';
import { changeBucket } from './keep-bucket.ts';
import { newsOf } from './news.ts';
import { untilSo } from './waiting.ts';

/** How soon after news a bucket is read: the news may be here before the servers have agreed on the value. */
const newsAfter = [300, 3_000];
/** How often all is read anyway: news that came while nobody was connected, and lists that send none. */
const readEvery = 10 * 60_000;
const purchasesEvery = 5 * 60_000;
/** How soon what the server could not take is told again. */
const toldAgainAfter = 30_000;

/** What taking things over needs of the browser. */
export interface SharedEdge {
  /** What the organisation has laid over the packs. */
  parts: () => Promise<OrganisationParts>;
  bucket: StoredArea;
  /** The packs as they are installed. */
  packs: Catalogue;
}

interface SharedLife {
  journal: JournalDatabase;
  shared: SharedEdge;
}

/**
 * Takes over what the organisation and its partnership share, and what others plan to buy, as long as the connection
 * stands; shares what waits here. A server without a bucket, or a user who may not read it, is no trouble for the rest.
 * @throws {JournalError}
 */
export async function keepShared(link: TeamLink, life: SharedLife, signal: AbortSignal): Promise<void> {
  await Promise.all([keepBuckets(link, life, signal), keepList(link, life, signal)]);
}

async function keepBuckets(link: TeamLink, { journal, shared }: SharedLife, signal: AbortSignal): Promise<void> {
  const news = newsOf(link, [sharedFilter, `${partnership}.${sharedFilter}`], signal);
  const hasOrders = async () => (await bucketOrders(journal)).some(({ refused }) => refused === undefined);
  while (!signal.aborted) {
    const told = await unlessAway(() => tellBucket(journal, link).then(() => true));
    await readBuckets(link, shared);
    const next = news.next();
    const pause = new AbortController();
    const either = AbortSignal.any([signal, pause.signal]);
    const ordered = told === null ? rest(toldAgainAfter, either) : untilSo(hasOrders, either);
    await Promise.race([next, ordered, rest(readEvery, either)]);
    pause.abort();
    if (news.take().size === 0) continue;
    for (const after of newsAfter) {
      await rest(after, signal);
      if (!signal.aborted) await readBuckets(link, shared);
    }
  }
}

/** Reads both buckets and keeps what came of it. Pages that write at the same time take turns. */
async function readBuckets(link: TeamLink, { parts, bucket, packs }: SharedEdge): Promise<void> {
  const found: [BucketPlace, BucketValue[]][] = [];
  for (const place of bucketPlaces) {
    const values = await unlessAway(() => bucketValues(link, place));
    if (values !== null) found.push([place, values]);
  }
  if (found.length === 0) return;
  const data = packsBeside(packs, await parts());
  await changeBucket(bucket, (before) => {
    const now = new Date();
    return found.reduce(
      (standing, [place, values]) => takeBucket(standing, place, values, { data, now }),
      standingFor(before, link.team),
    );
  });
}

/** Null while the server, or the right to ask it, is not there; the connection itself says so elsewhere. */
async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TeamProblem) return null;
    throw error;
  }
}

/** Tells and reads planned purchases, where the user has chosen it. */
async function keepList(link: TeamLink, { journal }: SharedLife, signal: AbortSignal): Promise<void> {
  const isMoreToTell = ({ waiting }: PurchaseBook) => waiting.some(({ refused }) => refused === undefined);
  const isChosen = async () => {
    const book = await purchaseBook(journal);
    return book.on || isMoreToTell(book);
  };
  while (!signal.aborted) {
    await untilSo(isChosen, signal);
    if (signal.aborted) return;
    const { on } = await purchaseBook(journal);
    const told = await unlessAway(() => tellPurchases(journal, link).then(() => true));
    const all = await unlessAway(() => readPurchases(link));
    await keepPurchases(journal, { all, now: new Date() });
    const hasChanged = async () => {
      const book = await purchaseBook(journal);
      return book.on !== on || isMoreToTell(book);
    };
    const pause = new AbortController();
    const either = AbortSignal.any([signal, pause.signal]);
    await Promise.race([
      rest(told === null || all === null ? toldAgainAfter : purchasesEvery, either),
      // What could not be told is more to tell at once, and would be tried without end.
      ...(told === null ? [] : [untilSo(hasChanged, either)]),
    ]);
    pause.abort();
  }
}
