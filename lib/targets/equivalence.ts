import { inLocale } from './localized.ts';
import { type Ecolabel, type Language, languages, type Target } from './schema.ts';

const equivalent: Record<Language, RegExp> = {
  da: /eller (tilsvarende|lignende)/i,
  nb: /eller (tilsvarende|lignende)/i,
  en: /or (an |any )?equivalent/i,
};

/**
 * Languages in which a criterion asks for an ecolabel without "eller tilsvarende". A label may only be asked for
 * together with what is as good: a buyer must not paste anything else.
 */
export function withoutEquivalent(
  target: Pick<Target, 'criterion' | 'ecolabels'>,
  ecolabels: readonly Ecolabel[],
): Language[] {
  return languages.filter((language) => {
    const text = target.criterion?.text[language];
    if (!text || equivalent[language].test(text)) return false;
    return target.ecolabels.length > 0 || ecolabels.some(({ name }) => text.includes(inLocale(name, language)));
  });
}
