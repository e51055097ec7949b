import { exportNamespaces } from '../../../lib/exchange/export/job.ts';
import { languageOf, type TableLanguage } from '../../../lib/exchange/table/language.ts';
import { locales } from '../../../lib/i18n.ts';
import type { Catalogue } from '../../../lib/targets/apply-policy.ts';
import { loadTexts } from '../../ui/texts.ts';

/** Every language that a colleague's table may speak, whatever the language of this page. */
export function tableLanguages(data: Catalogue): Promise<TableLanguage[]> {
  return Promise.all(locales.map(async (locale) => languageOf(await loadTexts(locale, exportNamespaces), data)));
}
