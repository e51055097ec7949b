import type { Translator } from '../i18n.ts';
import { codeName } from './code-names.ts';
import type { Indicators, Share } from './indicator-types.ts';

/** The twelve, in their order; their words are `indicator.<id>.title` and `.definition`. */
export const indicatorIds = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12'] as const;

/** One share of an indicator, as a line of a table. */
export interface IndicatorLine {
  id: (typeof indicatorIds)[number];
  /** Code of the part, where the indicator has several. */
  code: string | null;
  label: string;
  share: Share;
}

/** Every share of the indicators as a line; parts of a whole that is nothing are left out. */
export function indicatorLines(indicators: Indicators, texts: Translator): IndicatorLine[] {
  const { I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12 } = indicators;
  const single = (id: IndicatorLine['id'], share: Share): IndicatorLine => {
    return { id, code: null, label: texts(`indicator.${id}.title`), share };
  };
  const part = (id: IndicatorLine['id'], code: string, label: string, share: Share) => ({ id, code, label, share });
  const group = (id: IndicatorLine['id'], shares: Record<string, Share>, name: (code: string) => string) =>
    Object.entries(shares)
      .filter(([, share]) => share.denominator > 0)
      .map(([code, share]) => part(id, code, name(code), share));
  return [
    single('I1', I1),
    single('I2', I2),
    ...group('I3', I3, (code) => texts(`verdict.${code}`)),
    ...group('I4', I4.goals, (code) => codeName('goal', code, texts)),
    ...group('I4', I4.gpp, (code) => codeName('gpp', code, texts)),
    ...group('I5', I5, (code) => texts(`placement.${code}`)),
    ...group('I6', I6, (code) => texts(`reason.${code}`)),
    single('I7', I7),
    part('I8', 'atLeast30', texts('figures.weight30'), I8.atLeast30),
    part('I9', 'innovative', texts('figures.innovative'), I9.innovative),
    part('I9', 'shown', texts('figures.tipsShown'), I9.tipsShown),
    part('I9', 'used', texts('figures.tipsUsed'), I9.tipsUsed),
    part('I10', 'clean', texts('figures.vehiclesClean'), I10.clean),
    part('I10', 'zero', texts('figures.vehiclesZero'), I10.zero),
    ...(I11 ? [single('I11', I11)] : []),
    single('I12', I12),
  ];
}
