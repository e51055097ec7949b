import type { Route } from '../routes.ts';
import { ExchangeBackup } from './exchange-backup.tsx';
import { ExchangeExport } from './exchange-export.tsx';
import { ExchangeFolder } from './exchange-folder.tsx';
import { ExchangeImport } from './exchange-import.tsx';
import { ExchangeIndicators } from './exchange-indicators.tsx';

/** What leaves the journal and what comes in; the address says which of the pages is meant. */
export function ExchangePage({ route }: { route: Route }) {
  if (route.id === 'indicators') return <ExchangeIndicators route={route} />;
  if (route.id === 'import') return <ExchangeImport />;
  if (route.id === 'folder') return <ExchangeFolder />;
  if (route.id === 'backup') return <ExchangeBackup />;
  return <ExchangeExport route={route} />;
}
