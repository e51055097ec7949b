import { documentPortal } from '../../lib/documents/document.ts';
import type { Translator } from '../../lib/i18n.ts';
import { adapters } from '../../lib/portals/adapters/index.ts';

/** What a portal is called; a site without an adapter of its own is one of the others, and documents are no portal. */
export function portalName(id: string, translate: Translator): string {
  if (id === documentPortal) return translate('log.fromDocument');
  return adapters.find((adapter) => adapter.id === id)?.name ?? translate('log.otherPortal');
}
