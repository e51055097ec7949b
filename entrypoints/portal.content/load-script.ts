import { ask } from './background-link.ts';
import { offered, type PageScript } from './seam.ts';

/**
 * What one of our further scripts offers here; the background puts it in, once per page. Null when it could not, as in
 * a page that outlived an update or lost its permission.
 */
export async function loadScript<T extends PageScript>(script: T): Promise<ReturnType<typeof offered<T>>> {
  const known = offered(script);
  if (known) return known;
  await ask({ type: 'page/script', script });
  return offered(script);
}
