import type { Locale, Texts } from '../../lib/i18n.ts';
import type { Area } from '../../lib/targets/schema.ts';
import commonDa from '../../locales/da/common.json';
import decisionDa from '../../locales/da/decision.json';
import panelDa from '../../locales/da/panel.json';
import shopDa from '../../locales/da/shop.json';
import commonEn from '../../locales/en/common.json';
import decisionEn from '../../locales/en/decision.json';
import panelEn from '../../locales/en/panel.json';
import shopEn from '../../locales/en/shop.json';
import commonNb from '../../locales/nb/common.json';
import decisionNb from '../../locales/nb/decision.json';
import panelNb from '../../locales/nb/panel.json';
import shopNb from '../../locales/nb/shop.json';

const byLocale: Record<Locale, Texts> = {
  da: { ...commonDa, ...decisionDa, ...panelDa, ...shopDa },
  nb: { ...commonNb, ...decisionNb, ...panelNb, ...shopNb },
  en: { ...commonEn, ...decisionEn, ...panelEn, ...shopEn },
};

/** The panel's strings and the areas' names (`area.<id>`) in one language; they travel to the page once. */
export function panelTexts(locale: Locale, areas: readonly Area[]): Texts {
  return { ...byLocale[locale], ...Object.fromEntries(areas.map((area) => [`area.${area.id}`, area[locale]])) };
}
