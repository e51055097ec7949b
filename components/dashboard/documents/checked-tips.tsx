import { useHouse } from '../house.ts';
import { Content } from '../targets/content.tsx';
import type { Check } from './check.ts';

/** Innovation advice, three pieces at most, as in the panel. */
export function CheckedTips({ check }: { check: Check }) {
  const { data } = useHouse();
  const { translate, advice, journal, isFollowed, busy, actions } = check;
  const tips = advice.tips.flatMap((id) => data.tips.find((tip) => tip.id === id) ?? []);
  if (tips.length === 0) return null;
  return (
    <div class="checked-area">
      <h3>{translate('panel.tips')}</h3>
      {tips.map((tip) => (
        <details key={tip.id} class="checked-fold">
          <summary>
            <Content of={tip.title} />
          </summary>
          <div class="checked-body">
            <p>
              <Content of={tip.advice} />
            </p>
            <p>
              <strong>{translate('panel.tipAction')}</strong> <Content of={tip.action} />
            </p>
            {tip.checklist && (
              <ol>
                {tip.checklist.map((step) => (
                  <li key={step.da}>
                    <Content of={step} />
                  </li>
                ))}
              </ol>
            )}
            <p>
              <a href={tip.source.url} target="_blank" rel="noreferrer">
                {tip.source.title}
                <span class="visually-hidden"> {translate('link.newTab')}</span>
              </a>
            </p>
            <p class="form-actions">
              {isFollowed && !journal?.usedTips.includes(tip.id) && (
                <button type="button" class="button small" disabled={busy} onClick={() => actions.tip(tip.id, 'used')}>
                  {translate('panel.tipUsed')}
                </button>
              )}
              {journal?.usedTips.includes(tip.id) && <span class="muted">{translate('panel.tipNoted')}</span>}
              <button
                type="button"
                class="button small"
                disabled={busy}
                onClick={() => actions.tip(tip.id, 'dismissed')}
              >
                {translate('panel.tipDismiss')}
              </button>
            </p>
          </div>
        </details>
      ))}
    </div>
  );
}
