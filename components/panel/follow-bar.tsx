import { useRef } from 'preact/hooks';
import { undecided } from '../../lib/log/undecided.ts';
import { formatDay } from '../ui/format.ts';
import { useKeptFocus } from './keep-focus.ts';
import type { PanelModel } from './model.ts';
import { visible } from './model.ts';

/** "Is it ours?" Only followed procedures are stored and counted. */
export function FollowBar({ model }: { model: PanelModel }) {
  const { translate, journal, isItem, busy, failure, storable, actions, advice, hidden } = model;
  const state = journal.value;
  const bar = useRef<HTMLDivElement>(null);
  useKeptFocus(bar, `${state?.followed} ${state?.possible?.id}`);
  const error = failure.value?.at === 'follow' ? failure.value.text : null;
  if (!storable.value) return <p class="follow-bar muted">{translate('panel.follow.noTitle')}</p>;
  if (state?.followed) {
    const counted = visible(advice.value?.shown ?? [], state, hidden.value).filter((item) => item.counts);
    const decided = counted.length - undecided(counted, state.decisions).length;
    return (
      <div class="follow-bar" ref={bar} tabIndex={-1}>
        <p>
          <strong>{translate(isItem.value ? 'panel.follow.followedItem' : 'panel.follow.followed')}</strong>{' '}
          {counted.length > 0 && translate('panel.follow.decided', { count: counted.length, decided })}
        </p>
        <div class="follow-actions">
          <button type="button" class="link" onClick={() => actions.dashboard(null)}>
            {translate('panel.openDashboard')}
          </button>
          <button type="button" class="link" disabled={busy.value === 'follow'} onClick={actions.unfollow}>
            {translate('panel.follow.stop')}
          </button>
        </div>
        <SameQuestion model={model} />
        <Problem text={error} />
      </div>
    );
  }
  return (
    <div class="follow-bar" ref={bar} tabIndex={-1}>
      <SameQuestion model={model} />
      <p>{translate(askKey(model))}</p>
      <button type="button" class="button primary" disabled={busy.value === 'follow'} onClick={actions.follow}>
        {translate(isItem.value ? 'panel.follow.startItem' : 'panel.follow.start')}
      </button>
      <p class="muted small">{translate('panel.follow.privacy')}</p>
      <Problem text={error} />
    </div>
  );
}

/** "Is it the same tender as …?" Asked when only title and buyer, or only the address, say so; answered once. */
function SameQuestion({ model }: { model: PanelModel }) {
  const { translate, journal, isItem, busy, actions } = model;
  const possible = journal.value?.possible;
  if (!possible) return null;
  const { title, host, followedDay } = possible;
  const day = formatDay(followedDay, translate.locale);
  return (
    <fieldset class="same-question">
      <legend>{translate(isItem.value ? 'panel.same.askItem' : 'panel.same.ask', { title })}</legend>
      <p class="muted small">
        {host === null ? translate('panel.same.document', { day }) : translate('panel.same.where', { host, day })}
      </p>
      <div class="follow-actions">
        <button
          type="button"
          class="button"
          disabled={busy.value === 'follow'}
          onClick={() => actions.answerSame(true)}
        >
          {translate('panel.same.yes')}
        </button>
        <button
          type="button"
          class="button"
          disabled={busy.value === 'follow'}
          onClick={() => actions.answerSame(false)}
        >
          {translate('panel.same.no')}
        </button>
      </div>
    </fieldset>
  );
}

function askKey({ isItem, own }: Pick<PanelModel, 'isItem' | 'own'>): string {
  if (isItem.value) return 'panel.follow.askItem';
  return own.value ? 'panel.follow.own' : 'panel.follow.ask';
}

function Problem({ text }: { text: string | null }) {
  return <div role="alert">{text !== null && <p class="problem">{text}</p>}</div>;
}
