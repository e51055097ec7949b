import type { ExportFormatName } from '../../../lib/exchange/export/formats.ts';
import { jsonSchemaFile } from '../../../lib/exchange/json-schema-file.ts';
import { useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';

/** What a format needs to be told before its file is written. */
export function FormatNotes({ format }: { format: ExportFormatName }) {
  const { translate, settings } = useHouse();
  if (format === 'json' || format === 'jsonl') {
    return (
      <p class="hint">
        {translate('exchange.schemaText')}{' '}
        <a href={`/${jsonSchemaFile}`} download={jsonSchemaFile}>
          {translate('exchange.schema')}
        </a>
      </p>
    );
  }
  if (format !== 'ocds' || settings.ocidPrefix !== '') return null;
  return (
    <p class="notice" role="note">
      {translate('exchange.ocds.noPrefix')}{' '}
      <a href={formatRoute({ page: 'settings' })}>{translate('exchange.ocds.setPrefix')}</a>
    </p>
  );
}
