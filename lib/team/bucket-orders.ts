import { type JournalDatabase, onJournal } from '../log/database.ts';
import { places } from './places.ts';

/** What a lead or a secretariat has to hand to all; it waits until the server has taken it. */
export interface BucketOrder {
  key: string;
  /** The value as text; null takes it back. */
  body: string | null;
  /** The version that whoever ordered it has seen there; 0 for none. It never goes over one that they have not seen. */
  over: number;
  /** Why the server will not take it: the user may not, it is too large, or somebody shared a newer version. */
  refused?: 'denied' | 'tooLarge' | 'newer';
}

/** What waits to be shared, or was refused. @throws {JournalError} */
export async function bucketOrders(db: JournalDatabase): Promise<BucketOrder[]> {
  const row = await onJournal(db, 'everything', () => db.meta.get(places.orders));
  return (row?.value as BucketOrder[] | undefined) ?? [];
}

/** Changes what waits; several pages may do so at once. @throws {JournalError} */
export function changeOrders(db: JournalDatabase, change: (orders: BucketOrder[]) => BucketOrder[]): Promise<void> {
  return onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, async () => {
      const orders = ((await db.meta.get(places.orders))?.value as BucketOrder[] | undefined) ?? [];
      await db.meta.put({ key: places.orders, value: change(orders) });
    }),
  );
}

/** Orders a thing to be shared, in place of what waits under its key. @throws {JournalError} */
export function orderShared(db: JournalDatabase, order: BucketOrder): Promise<void> {
  return changeOrders(db, (orders) => [...orders.filter(({ key }) => key !== order.key), order]);
}

/** Takes an order back that has not gone out. @throws {JournalError} */
export function dropOrder(db: JournalDatabase, key: string): Promise<void> {
  return changeOrders(db, (orders) => orders.filter((order) => order.key !== key));
}
