import { jetstream } from '@nats-io/jetstream';
import type { JournalDatabase } from '../log/database.ts';
import type { TeamLink } from './connection.ts';
import { lastValues } from './last-values.ts';
import { problemOf } from './problem.ts';
import { changeBook, inForce, type Purchase, purchaseBook, readPurchase } from './purchases.ts';
import { partnership, purchaseFilter, purchaseSubject, streams } from './subjects.ts';

/**
 * Tells the partnership what waits. What the server has taken stands in the list at once.
 * @throws {TeamProblem} when the server cannot just now
 * @throws {JournalError}
 */
export async function tellPurchases(db: JournalDatabase, { connection, team }: TeamLink): Promise<void> {
  const stream = jetstream(connection);
  for (const { refused, ...purchase } of (await purchaseBook(db)).waiting) {
    if (refused !== undefined) continue;
    const isSame = (other: Purchase) => other.id === purchase.id && other.withdrawn === purchase.withdrawn;
    try {
      // The subject is that of the user's organisation, whatever the words say: the server takes no other.
      await stream.publish(purchaseSubject(team.organisation, purchase.id), JSON.stringify(purchase));
      await changeBook(db, (book) => ({
        ...book,
        waiting: book.waiting.filter((other) => !isSame(other)),
        all: book.on ? inForce([...book.all.filter(({ id }) => id !== purchase.id), purchase]) : book.all,
      }));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code !== 'denied') throw problem;
      await changeBook(db, (book) => ({
        ...book,
        waiting: book.waiting.map((other) => (isSame(other) ? { ...other, refused: 'denied' as const } : other)),
      }));
    }
  }
}

/**
 * Reads what all organisations of the partnership plan. What is malformed, or speaks for another organisation than its
 * subject, is left out: it can only be forged.
 * @throws {TeamProblem}
 */
export async function readPurchases(link: TeamLink): Promise<Purchase[]> {
  // A secretariat is in the partnership's own account.
  const where = link.team.role === 'secretariat' ? {} : { api: partnership };
  const values = await lastValues(link, streams.purchases, purchaseFilter, where);
  return inForce([...values].flatMap(([subject, { body }]) => readPurchase(subject, body) ?? []));
}
