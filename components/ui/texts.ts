import { createTranslator, type Locale, type Texts, type Translator } from '../../lib/i18n.ts';

type Loader = () => Promise<{ default: Texts }>;
const files = import.meta.glob<{ default: Texts }>(['../../locales/*/*.json', '!**/store.json']);

/**
 * A translator over some namespaces (`locales/<locale>/<namespace>.json`). Only the language in use is loaded.
 * @throws when a namespace has no file in that language
 */
export async function loadTexts(locale: Locale, namespaces: readonly string[]): Promise<Translator> {
  const loaded = await Promise.all(
    namespaces.map((namespace) => {
      const load: Loader | undefined = files[`../../locales/${locale}/${namespace}.json`];
      if (load === undefined) throw new Error(`no texts ${namespace} in ${locale}`);
      return load();
    }),
  );
  return createTranslator(locale, Object.assign({}, ...loaded.map((module) => module.default)));
}
