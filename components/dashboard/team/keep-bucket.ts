import { type BucketStanding, readBucket, storedBucket } from '../../../lib/bucket.ts';
import type { StoredArea } from '../settings/own-files.ts';

/** Changes what is stored of the buckets; unchanged it is not written, because every page lays it anew then. */
export function changeBucket(
  area: StoredArea,
  change: (before: BucketStanding | null) => BucketStanding | null,
): Promise<void> {
  return navigator.locks.request('bucket', async () => {
    const before = readBucket(await area.get());
    const after = change(before);
    if (after === null) return;
    const stored = storedBucket(after);
    if (before === null || JSON.stringify(storedBucket(before)) !== JSON.stringify(stored)) await area.set(stored);
  });
}
