import type { StrategyTerm } from '../portals/form/strategy-fields.ts';
import type { Target } from '../targets/schema.ts';

/** The codes of each field that follow from what was decided; a field without codes is left out. */
export type StrategyCodes = Partial<Record<StrategyTerm, readonly string[]>>;

/**
 * The eForms codes that follow from targets decided as met: what each target says it contributes to, and the aims
 * (BT-06) that have any such code. "Other" says nothing by itself and is left to the buyer. The exports may derive
 * more; this is the shape in which they hand it to the form's fields.
 */
export function strategyCodes(met: readonly Pick<Target, 'eforms'>[]): StrategyCodes {
  const all = (list: keyof Target['eforms']) =>
    [...new Set(met.flatMap(({ eforms }) => eforms[list] as readonly string[]))]
      .filter((code) => code !== 'other')
      .sort();
  const green = all('bt774');
  const social = all('bt775');
  const innovative = all('bt776');
  const aims = [
    ...(green.length > 0 ? ['env-imp'] : []),
    ...(innovative.length > 0 ? ['inn-pur'] : []),
    ...(social.length > 0 ? ['soc-obj'] : []),
  ];
  const codes: [StrategyTerm, string[]][] = [
    ['BT-06', aims],
    ['BT-774', green],
    ['BT-775', social],
    ['BT-776', innovative],
    ['BT-805', all('bt805')],
  ];
  return Object.fromEntries(codes.filter(([, list]) => list.length > 0));
}
