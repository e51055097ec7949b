import { parseArgs } from 'node:util';
import { isDay } from '../../components/dashboard/period.ts';
import { type ExportFormatName, exportFormats } from '../../lib/exchange/export/formats.ts';
import { type Locale, locales } from '../../lib/i18n.ts';
import { settingSchemas } from '../../lib/settings.ts';

/** Names on the command line, by the export's own; the two kinds of CSV are called after what they are. */
const formatNames: Readonly<Record<string, ExportFormatName>> = {
  csv: 'machine',
  'csv-da': 'danish',
  ...Object.fromEntries(
    exportFormats.map(({ name }) => [name, name]).filter(([name]) => name !== 'machine' && name !== 'danish'),
  ),
};

/** Every format of the page, and the table of figures to hand in. */
export const reportFormats = [...Object.keys(formatNames), 'indicators'].sort();

export interface ReportOptions {
  files: string[];
  format: ExportFormatName | 'indicators';
  language: Locale;
  /** Null for stdout. */
  out: string | null;
  /** Goes on without the files that are refused. */
  partial: boolean;
  author: boolean;
  filter: { from?: string; to?: string; unit?: string; area?: string; target?: string };
  /** What the command line says of the publisher; null where it is left to the settings. */
  publication: { name: string | null; cvr: string | null; prefix: string | null };
  /** Files with the organisation's settings and policy; null for the defaults and the shared targets as they are. */
  settings: string | null;
  policy: string | null;
}

export const usage = `Merges exports, backups and shared files of Grønt Lys and writes them in one format, by the extension's own code.

Usage: npm run --silent report -- FILES… --format FORMAT [options]

  --format FORMAT       ${reportFormats.join(', ')}
  --from DAY --to DAY   days of the first decisions, YYYY-MM-DD, both included
  --unit NAME           of one unit
  --area ID             of one product area, such as furniture
  --target ID           of one target
  --out FILE            writes a file; without it the result goes to stdout
  --lang da|nb|en       language of words and headings (da)
  --authors             includes pseudonyms
  --settings FILE       saved by the settings page: priority areas of the figures, publisher and prefix for ocds
  --policy FILE         the organisation's policy, with its own targets
  --partial             leaves out what cannot be read and goes on with the rest
  --publisher NAME      for ocds: who publishes, with --cvr NUMBER
  --ocid-prefix PREFIX  for ocds: the registered prefix, such as ocds-a1b2c3
  --help

Exit code: 0 written; 1 a file was refused or nothing could be written; 2 the command was not understood.`;

/** The command was not understood; the message says what. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The options of a command line; null when it only asks for help. @throws {UsageError} */
export function readOptions(parameters: string[]): ReportOptions | null {
  const { values, positionals } = parse(parameters);
  if (values.help) return null;
  const { format, from, to, unit, area, target, lang = 'da', out } = values;
  if (format === undefined) throw new UsageError(`--format is missing; it is one of ${reportFormats.join(', ')}.`);
  const known = format === 'indicators' ? format : formatNames[format];
  if (known === undefined)
    throw new UsageError(`There is no format "${format}"; it is one of ${reportFormats.join(', ')}.`);
  if (positionals.length === 0) throw new UsageError('Name at least one file.');
  const language = locales.find((name) => name === lang);
  if (language === undefined)
    throw new UsageError(`There is no language "${lang}"; it is one of ${locales.join(', ')}.`);
  for (const [name, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) throw new UsageError(`--${name} ${day} is no day; write YYYY-MM-DD.`);
  }
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(`--from ${from} lies after --to ${to}.`);
  if (known === 'indicators' && (area !== undefined || target !== undefined)) {
    throw new UsageError('--area and --target do not go with indicators, which tell the areas apart themselves.');
  }
  const prefix = values['ocid-prefix'] ?? null;
  if (prefix !== null && !settingSchemas.ocidPrefix.safeParse(prefix).success) {
    throw new UsageError(`--ocid-prefix ${prefix} is no prefix; it is ocds- and six small letters or digits.`);
  }
  const chosen = Object.entries({ from, to, unit, area, target }).filter(([, value]) => value !== undefined);
  return {
    files: positionals,
    format: known,
    language,
    out: out ?? null,
    partial: values.partial ?? false,
    author: values.authors ?? false,
    filter: Object.fromEntries(chosen),
    publication: { name: values.publisher ?? null, cvr: values.cvr ?? null, prefix },
    settings: values.settings ?? null,
    policy: values.policy ?? null,
  };
}

function parse(parameters: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: {
        format: text,
        from: text,
        to: text,
        unit: text,
        area: text,
        target: text,
        out: text,
        lang: text,
        policy: text,
        publisher: text,
        settings: text,
        cvr: text,
        'ocid-prefix': text,
        authors: flag,
        partial: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
