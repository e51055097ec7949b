import type { Translator } from '../../i18n.ts';
import { codeInWords, codeLists } from '../../reporting/code-names.ts';
import { metaColumns, restore } from '../../reporting/csv.ts';
import { type CodeList, type CsvColumn, csvColumns } from '../../reporting/csv-columns.ts';
import type { Catalogue } from '../../targets/apply-policy.ts';

export type TableColumn = CsvColumn | (typeof metaColumns)[number];

/** How a table speaks: the dialect for programs in codes, the one for people in the words of a language. */
export interface TableLanguage {
  dialect: 'machine' | 'danish';
  /** The column under a heading, as it stands in the file. */
  columnOf: (heading: string) => TableColumn | undefined;
  /** The code behind a word; a word that none stands for is taken for a code itself. */
  codeOf: (list: CodeList, word: string) => string;
  /** Null for neither yes nor no. */
  flagOf: (word: string) => boolean | null;
}

const columns: TableColumn[] = [...csvColumns, ...metaColumns];

/** Codes, English column names, true and false. */
export const machineLanguage: TableLanguage = {
  dialect: 'machine',
  columnOf: (heading) => columns.find((column) => column === heading),
  codeOf: (_, word) => word,
  flagOf: (word) => (word === 'true' ? true : word === 'false' ? false : null),
};

/**
 * The words of one language, read backwards. A test holds that no two codes of a list and no two columns share one.
 * @param texts texts of the namespaces in `exportNamespaces`
 */
export function languageOf(texts: Translator, data: Pick<Catalogue, 'areas' | 'ecolabels'>): TableLanguage {
  const headings = new Map(columns.map((column) => [texts(`csv.${column}`), column]));
  const lists = Object.entries(codeLists(data)) as [CodeList, string[]][];
  const codes = new Map(
    lists.flatMap(([list, known]) =>
      known.map((code) => [`${list} ${codeInWords(texts, data, list, code)}`, code] as const),
    ),
  );
  const [yes, no] = [texts('decision.yes'), texts('decision.no')];
  return {
    dialect: 'danish',
    columnOf: (heading) => headings.get(restore(heading)),
    codeOf: (list, word) => codes.get(`${list} ${word}`) ?? word,
    flagOf: (word) => (word === yes ? true : word === no ? false : null),
  };
}
