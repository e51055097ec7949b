import { browser } from 'wxt/browser';
import { createTranslator, type Locale, type Texts, type Translator } from '../../lib/i18n.ts';
import commonDa from '../../locales/da/common.json';
import toolbarDa from '../../locales/da/toolbar.json';
import commonEn from '../../locales/en/common.json';
import toolbarEn from '../../locales/en/toolbar.json';
import commonNb from '../../locales/nb/common.json';
import toolbarNb from '../../locales/nb/toolbar.json';
import { localeFor } from './locale.ts';
import type { Sender } from './serve.ts';
import { currentSettings } from './settings.ts';

const byLocale: Record<Locale, Texts> = {
  da: { ...commonDa, ...toolbarDa },
  nb: { ...commonNb, ...toolbarNb },
  en: { ...commonEn, ...toolbarEn },
};

/** What we say in the browser's own surfaces: the toolbar button and the menu of a selection. */
export async function toolbarTexts(): Promise<Translator> {
  const locale = localeFor(await currentSettings());
  return createTranslator(locale, byLocale[locale]);
}

/**
 * How many targets of the page are open, on the toolbar button of its tab, and in words for those who hear the button
 * or point at it. The browser itself takes both away when the tab goes to another page.
 * @param count null where there is nothing to say
 */
export async function showOpen({ tabId }: Sender, count: number | null): Promise<void> {
  if (tabId === null) return;
  const translate = await toolbarTexts();
  const title = count === null ? 'app.name' : count === 0 ? 'toolbar.none' : 'toolbar.open';
  await browser.action.setBadgeBackgroundColor({ color: '#1b4965', tabId });
  await browser.action.setBadgeTextColor({ color: '#ffffff', tabId });
  await browser.action.setBadgeText({ text: count ? String(count) : '', tabId });
  await browser.action.setTitle({ title: translate(title, count === null ? {} : { count }), tabId });
}
