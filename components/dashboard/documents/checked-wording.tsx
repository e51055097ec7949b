import { useHouse } from '../house.ts';
import { Content } from '../targets/content.tsx';
import { CopyButton } from '../targets/copy-button.tsx';
import type { Check } from './check.ts';
import { FoundPlace } from './found-places.tsx';

/** Advice on how the documents are worded, folded: it is about the text, not about the targets. */
export function CheckedWording({ check }: { check: Check }) {
  const { data } = useHouse();
  const { translate, wording, wordingIn, busy, actions } = check;
  const rules = data.wording.rules.filter(({ id }) => wording.some(({ rule }) => rule === id));
  if (rules.length === 0 || wordingIn === null) return null;
  return (
    <details class="checked-fold">
      <summary>{translate('panel.wording', { count: rules.length })}</summary>
      <div class="checked-body">
        <p class="muted">{translate('panel.wording.explain')}</p>
        {rules.map((rule) => (
          <div key={rule.id} class="checked-rule">
            <h4>
              <Content of={rule.title} />
            </h4>
            <ul class="found-places">
              {wording
                .filter((place) => place.rule === rule.id)
                .map(({ span }) => (
                  <li key={`${span.block} ${span.start}`}>
                    <FoundPlace check={check} span={span} />
                  </li>
                ))}
            </ul>
            <p>
              <Content of={rule.advice} />
            </p>
            <div class="checked-criterion">
              <h5>{translate('panel.wording.mend')}</h5>
              <blockquote lang={wordingIn}>{rule.mend[wordingIn]}</blockquote>
              <CopyButton text={rule.mend[wordingIn]} label={translate('panel.wording.copy')} />
            </div>
            <p class="form-actions">
              <a href={rule.source.url} target="_blank" rel="noreferrer">
                {rule.source.title}
                <span class="visually-hidden"> {translate('link.newTab')}</span>
              </a>
              <button
                type="button"
                class="button small"
                disabled={busy}
                onClick={() => actions.tip(`wording-${rule.id}`, 'dismissed')}
              >
                {translate('panel.wording.dismiss')}
              </button>
            </p>
          </div>
        ))}
      </div>
    </details>
  );
}
