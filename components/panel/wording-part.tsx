import { useSignal } from '@preact/signals';
import { inLocale } from '../../lib/targets/localized.ts';
import { InsertPart } from './insert-part.tsx';
import type { PanelModel } from './model.ts';
import { isMended, type WordingAdvice, wordingKey, wordingLeft } from './wording-view.ts';

/** Advice on how the text is worded, folded: it is about the text, not about the targets, and waits until asked for. */
export function WordingPart({ model }: { model: PanelModel }) {
  const { translate } = model;
  const left = wordingLeft(model);
  if (left.length === 0) return null;
  return (
    <details class="folded wording">
      <summary>{translate('panel.wording', { count: left.filter((advice) => !isMended(advice)).length })}</summary>
      <p class="muted small">{translate('panel.wording.explain')}</p>
      <ul class="wording-list">
        {left.map((advice) => (
          <Advice key={advice.rule.id} model={model} advice={advice} />
        ))}
      </ul>
    </details>
  );
}

function Advice({ model, advice }: { model: PanelModel; advice: WordingAdvice }) {
  const { translate, actions } = model;
  const { rule, places, mend, language } = advice;
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const title = inLocale(rule.title, translate.locale);
  return (
    <li>
      <h4>{title}</h4>
      {places.length > 0 && (
        <ul class="wording-places">
          {places.map(({ text, span, isOnPage }) => (
            <li key={`${span.block} ${span.start}`}>
              <span>{translate('panel.wording.place', { text })}</span>{' '}
              {isOnPage && (
                <button
                  type="button"
                  class="link"
                  aria-label={`${translate('panel.showPlace')}: ${text}`}
                  onClick={() => actions.showPlace({ reasons: [{ span }] })}
                >
                  {translate('panel.showPlace')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>{inLocale(rule.advice, translate.locale)}</p>
      <div class="criterion">
        <h5>{translate('panel.wording.mend')}</h5>
        <blockquote lang={language}>{mend}</blockquote>
        <InsertPart model={model} target={wordingKey(rule.id)} text={mend} />
        <button
          type="button"
          class="button small"
          aria-label={`${translate('panel.wording.copy')}: ${title}`}
          onClick={async () => {
            copied.value = (await actions.copy(mend)) ? 'yes' : 'failed';
          }}
        >
          {translate('panel.wording.copy')}
        </button>
        <span class="muted">
          {copied.value === 'yes' && translate('panel.copied')}
          {copied.value === 'failed' && translate('panel.copyFailed')}
        </span>
      </div>
      <p class="wording-foot">
        <a href={rule.source.url} target="_blank" rel="noreferrer">
          {rule.source.title}
        </a>
        <button
          type="button"
          class="link"
          aria-label={`${translate('panel.wording.dismiss')}: ${title}`}
          onClick={() => actions.tip(wordingKey(rule.id), 'dismissed')}
        >
          {translate('panel.wording.dismiss')}
        </button>
      </p>
    </li>
  );
}
