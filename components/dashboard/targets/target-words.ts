import { formatNumber, type Translator } from '../../../lib/i18n.ts';
import type { Target, Threshold } from '../../../lib/targets/schema.ts';
import { formatDay } from '../../ui/format.ts';

const signs: Record<Threshold['op'], string> = { '>=': '≥', '<=': '≤', '=': '=', '>': '>', '<': '<' };

/** A limit in words; for classes (`D`), "at least" means this class or a better one. */
export function limitText({ op, value }: Pick<Threshold, 'op' | 'value'>, translate: Translator): string {
  if (typeof value === 'string' && op === '>=') return translate('target.orBetter', { value });
  return `${signs[op]} ${typeof value === 'number' ? formatNumber(value, translate.locale) : value}`;
}

/** A scheme's short name; the organisation's own targets have none, so they are called what they are. */
export function schemeName(scheme: string, translate: Translator): string {
  return scheme === 'OWN' ? translate('policy.tag.added') : scheme;
}

/** From when to when a target holds, as far as its source gives it. */
export function validityText({ from, to }: Target['valid'], translate: Translator): string {
  const { locale } = translate;
  const dates = { from: from ? formatDay(from, locale) : '', to: to ? formatDay(to, locale) : '' };
  const validity = from && to ? 'fromTo' : from ? 'from' : to ? 'to' : 'none';
  return translate(`target.validity.${validity}`, dates);
}
