import { z } from 'zod';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { areaIdSchema } from '../targets/schema.ts';
import { places } from './places.ts';
import { readPurchaseSubject, tokenOf } from './subjects.ts';

/** Whom others may ask, by role: there is no place for a person's name. */
export const contactRoles = ['procurement', 'category', 'technical', 'climate', 'innovation'] as const;

/** A need that an organisation has said it will buy for, so that others with the same need can join or learn. */
export const purchaseSchema = z.strictObject({
  schema: z.literal(1),
  id: z.uuid(),
  organisation: z.string().trim().min(1).max(120),
  area: areaIdSchema.exclude(['all']),
  cpv: z
    .array(z.string().regex(/^\d{8}$/))
    .min(1)
    .max(10),
  /** The quarter in which the market is asked: `2027-Q2`. */
  quarter: z.string().regex(/^20\d\d-Q[1-4]$/),
  contact: z.enum(contactRoles),
  announcedAt: z.iso.datetime(),
  /** It was taken back; nothing of it is shown any more. */
  withdrawn: z.boolean(),
});
export type Purchase = z.infer<typeof purchaseSchema>;

/** What this browser knows of planned purchases. */
export interface PurchaseBook {
  /** The user has chosen to see and to announce them. */
  on: boolean;
  /** When the partnership's list was last read; null while it has not been, or where there is no partnership. */
  readAt: string | null;
  /** The last reading brought nothing: the server has no partnership, or does not reach it. */
  isAway: boolean;
  all: Purchase[];
  /** What waits to be announced or taken back, by id. */
  waiting: (Purchase & { refused?: 'denied' })[];
}

/** More than anybody reads, and a bound for what a server can fill. */
const most = 5_000;

const emptyBook: PurchaseBook = { on: false, readAt: null, isAway: false, all: [], waiting: [] };

/** @throws {JournalError} */
export async function purchaseBook(db: JournalDatabase): Promise<PurchaseBook> {
  const row = await onJournal(db, 'everything', () => db.meta.get(places.purchases));
  return (row?.value as PurchaseBook | undefined) ?? emptyBook;
}

/** Changes the book; several pages may do so at once. @throws {JournalError} */
export async function changeBook(db: JournalDatabase, change: (book: PurchaseBook) => PurchaseBook): Promise<void> {
  await onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, async () => {
      const book = ((await db.meta.get(places.purchases))?.value as PurchaseBook | undefined) ?? emptyBook;
      await db.meta.put({ key: places.purchases, value: change(book) });
    }),
  );
}

/** Chooses to see and to announce planned purchases, or no longer: then nothing of the others' is kept. @throws {JournalError} */
export function choosePurchases(db: JournalDatabase, on: boolean): Promise<void> {
  return changeBook(db, (book) => (on ? { ...book, on } : { ...emptyBook, waiting: book.waiting }));
}

/** Says that a purchase is planned, or is so no longer; it waits until the server has taken it. @throws {JournalError} */
export async function sayPurchase(db: JournalDatabase, purchase: Purchase): Promise<void> {
  const said = purchaseSchema.parse(purchase);
  await changeBook(db, (book) => ({
    ...book,
    waiting: [...book.waiting.filter(({ id }) => id !== said.id), said],
  }));
}

/** Takes back what was never told. @throws {JournalError} */
export function dropPurchase(db: JournalDatabase, purchase: Purchase): Promise<void> {
  return changeBook(db, (book) => ({ ...book, waiting: book.waiting.filter(({ id }) => id !== purchase.id) }));
}

/** A purchase out of a message that anybody may have sent; null for what is none. */
export function readPurchase(subject: string, body: Uint8Array): Purchase | null {
  try {
    const said = readPurchaseSubject(subject);
    const parsed = purchaseSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    if (said === null || !parsed.success) return null;
    const { organisation, id } = parsed.data;
    return tokenOf(organisation) === said.organisation && id === said.id ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Without what was taken back, and no more than anybody reads. */
export const inForce = (purchases: readonly Purchase[]): Purchase[] =>
  purchases.filter(({ withdrawn }) => !withdrawn).slice(-most);

/** Keeps what was read, or that nothing could be (null), where the user has chosen to see it. @throws {JournalError} */
export function keepPurchases(db: JournalDatabase, { all, now }: { all: Purchase[] | null; now: Date }): Promise<void> {
  return changeBook(db, (book) => {
    if (!book.on) return book;
    if (all === null) return { ...book, isAway: true };
    return { ...book, all, isAway: false, readAt: now.toISOString() };
  });
}

/** The quarter of a day: `2027-Q2`. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** A quarter and those that follow it. */
export function quartersFrom(quarter: string, count: number): string[] {
  const first = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  return Array.from({ length: count }, (_, at) => `${Math.floor((first + at) / 4)}-Q${((first + at) % 4) + 1}`);
}

/** What a buyer needs: the areas and the codes of a tender, or an area alone. */
export interface Need {
  areas: readonly string[];
  cpv: readonly string[];
}

/** Digits of a CPV code that make the same kind of goods or services: its class. */
const sameKind = 4;

/**
 * The purchases of the same need: those of the same kind by their codes first, then those of the same area; the next
 * ones first. What should have been out already is past.
 */
export function sameNeed(purchases: readonly Purchase[], { areas, cpv }: Need, today: string): Purchase[] {
  const kinds = new Set(cpv.map((code) => code.slice(0, sameKind)));
  const isSameKind = ({ cpv: codes }: Purchase) => codes.some((code) => kinds.has(code.slice(0, sameKind)));
  const now = quarterOf(today);
  return purchases
    .filter((purchase) => purchase.quarter >= now && (areas.includes(purchase.area) || isSameKind(purchase)))
    .sort(
      (a, b) =>
        Number(isSameKind(b)) - Number(isSameKind(a)) ||
        (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : a.organisation < b.organisation ? -1 : 1),
    );
}
