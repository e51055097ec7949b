import { offeredAdviser, type StartAdviser } from './adviser-seam.ts';
import { ask } from './background-link.ts';

/**
 * The adviser's script, which only a page with a tender gets: the background puts it in, once per page. Null when it
 * could not, as in a page that outlived an update or lost its permission.
 */
export async function loadAdviser(): Promise<StartAdviser | null> {
  const known = offeredAdviser();
  if (known) return known;
  await ask({ type: 'page/adviser' });
  return offeredAdviser();
}
