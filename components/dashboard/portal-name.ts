import type { Translator } from '../../lib/i18n.ts';
import { adapters } from '../../lib/portals/adapters/index.ts';

/** What a portal is called; a site without an adapter of its own is one of the others. */
export function portalName(id: string, translate: Translator): string {
  return adapters.find((adapter) => adapter.id === id)?.name ?? translate('log.otherPortal');
}
