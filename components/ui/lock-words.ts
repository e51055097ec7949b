import type { Translator } from '../../lib/i18n.ts';
import type { SiteLock } from '../../lib/sites.ts';

/** Who fixed how a site is handled: the browser's own management, or the organisation's policy. */
export function lockWords({ managed, organisation }: SiteLock, translate: Translator): string {
  return managed ? translate('sites.managed') : translate('sites.locked', { organisation });
}
