import type { Localized } from '../../../lib/targets/schema.ts';
import { contentIn, useHouse } from '../house.ts';

/** A text of the packs, with its language where that is not the page's. */
export function Content({ of }: { of: Localized }) {
  const { text, lang } = contentIn(of, useHouse().translate.locale);
  return lang ? <span lang={lang}>{text}</span> : text;
}
