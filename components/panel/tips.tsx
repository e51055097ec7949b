import { useSignal } from '@preact/signals';
import { inLocale } from '../../lib/targets/localized.ts';
import type { PanelModel } from './model.ts';

/** Innovation advice, three pieces at most; what the buyer dismissed stays away from this tender. */
export function Tips({ model }: { model: PanelModel }) {
  const { translate, advice, words, journal, hidden, actions } = model;
  const dismissed = new Set(journal.value?.dismissedTips);
  const tips = (advice.value?.tips ?? []).flatMap((id) => {
    const tip = dismissed.has(id) || hidden.value.has(id) ? undefined : words.value?.tips.get(id);
    return tip ? [tip] : [];
  });
  if (tips.length === 0) return null;
  return (
    <section class="tips">
      <h3>{translate('panel.tips')}</h3>
      <ul>
        {tips.map((tip) => (
          <li key={tip.id} class="tip">
            <details>
              <summary>{inLocale(tip.title, translate.locale)}</summary>
              <p>{inLocale(tip.advice, translate.locale)}</p>
              <p>
                <strong>{translate('panel.tipAction')}</strong> {inLocale(tip.action, translate.locale)}
              </p>
              {tip.checklist && (
                <ol class="checklist">
                  {tip.checklist.map((step) => (
                    <li key={step.da}>{inLocale(step, translate.locale)}</li>
                  ))}
                </ol>
              )}
              {tip.figures.length > 0 && (
                <ul class="figures">
                  {tip.figures.map((figure) => (
                    <li key={figure.da}>{inLocale(figure, translate.locale)}</li>
                  ))}
                </ul>
              )}
              {tip.participants.length > 0 && (
                <p class="muted">{translate('panel.tipParticipants', { names: tip.participants.join(', ') })}</p>
              )}
              <p>
                <a href={tip.source.url} target="_blank" rel="noreferrer">
                  {tip.source.title}
                </a>
              </p>
              <div class="tip-actions">
                {journal.value?.followed && <UsedButton model={model} tip={tip.id} />}
                <button type="button" class="link" onClick={() => actions.tip(tip.id, 'dismissed')}>
                  {translate('panel.tipDismiss')}
                </button>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Notes that the buyer does what the tip says, and says so itself. */
function UsedButton({ model, tip }: { model: PanelModel; tip: string }) {
  const { translate, actions } = model;
  const noted = useSignal(false);
  if (noted.value) return <span class="muted">{translate('panel.tipNoted')}</span>;
  const use = async () => {
    noted.value = await actions.tip(tip, 'used');
  };
  return (
    <button type="button" class="button small" onClick={use}>
      {translate('panel.tipUsed')}
    </button>
  );
}
