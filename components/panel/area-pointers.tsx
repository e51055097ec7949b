import type { AreaAdvice } from '../../lib/advice/advise.ts';
import type { PanelModel } from './model.ts';
import { whyShown } from './why.ts';

interface AreaPointersProps {
  model: Pick<PanelModel, 'translate' | 'tender' | 'actions'>;
  areas: readonly AreaAdvice[];
  areaName: (area: string) => string;
}

/**
 * Areas that the tender lies in although no target of theirs is shown: what there is to look at instead. They are no
 * requirement and no target, so nothing can be decided on them and none of them is counted.
 */
export function AreaPointers({ model, areas, areaName }: AreaPointersProps) {
  const { translate, tender, actions } = model;
  if (areas.length === 0) return null;
  return (
    <section class="area pointers">
      <h3>{translate('panel.areas')}</h3>
      <ul>
        {areas.map((advice) => (
          <li key={advice.area}>
            <strong>{areaName(advice.area)}</strong>
            <p>{whatThereIs(advice, translate)}</p>
            <p class="muted">{whyShown(advice.reasons, tender.value?.lots ?? [], translate)}</p>
            <button
              type="button"
              class="link"
              aria-label={`${translate('panel.areas.open')}: ${areaName(advice.area)}`}
              onClick={() => actions.dashboard(`targets?area=${advice.area}`)}
            >
              {translate('panel.areas.open')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One sentence for each kind of thing there is; where there is nothing, that is said. */
function whatThereIs({ targets, pointer }: AreaAdvice, translate: PanelModel['translate']): string {
  const { cases, entries } = pointer;
  const parts = [
    targets > 0 ? translate('panel.areas.targets', { count: targets }) : translate('panel.areas.none'),
    ...(cases > 0 ? [translate('panel.areas.cases', { count: cases })] : []),
    ...(entries > 0 ? [translate('panel.areas.entries', { count: entries })] : []),
  ];
  return parts.join(' ');
}
