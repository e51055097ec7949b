import { browser } from 'wxt/browser';
import { chooseLocale, type Locale } from '../../lib/i18n.ts';
import type { Settings } from '../../lib/settings.ts';

/** The language that the background speaks: the user's choice, else the browser's own. */
export function localeFor({ language }: Pick<Settings, 'language'>): Locale {
  return chooseLocale(language, browser.i18n.getUILanguage());
}
