import { useSignal } from '@preact/signals';
import type { ItemAdvice } from '../../lib/advice/items.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import { ItemSign } from './item-sign.tsx';
import type { PanelModel } from './model.ts';
import { countLine, hasAdvice, labelLineFor, type ShopView } from './shop-view.ts';

/** Articles of one target that are listed at first; a list of hundreds is asked for piece by piece. */
const pageLength = 20;

/** The articles of a list or a basket, under the sentence that goes for them; what is to be looked at comes first. */
export function ItemList({ model, view }: { model: PanelModel; view: ShopView }) {
  const { translate } = model;
  const groups = groupsOf(view);
  return (
    <>
      <h3 class="tender-title">{translate(`shop.title.${view.kind}`)}</h3>
      <p class="summary">{countLine(view.count, translate)}</p>
      {groups.length === 0 && <p>{translate('shop.nothing')}</p>}
      {groups.map((group) => (
        <ItemGroup key={group[0]?.shown[0]?.target} model={model} view={view} group={group} />
      ))}
      {view.count.labelled + view.count.look > 0 && <p class="muted small">{translate('shop.onlyRead')}</p>}
    </>
  );
}

/** Articles by the target whose sentence is theirs, those with most to look at first. */
function groupsOf(view: ShopView): ItemAdvice[][] {
  const groups = new Map<string, ItemAdvice[]>();
  for (const advice of view.items) {
    if (!hasAdvice(view, advice)) continue;
    const target = advice.shown[0]?.target ?? '';
    groups.set(target, [...(groups.get(target) ?? []), advice]);
  }
  const toLook = (group: ItemAdvice[]): number => group.filter(({ state }) => state === 'look').length;
  return [...groups.values()]
    .map((group) => [...group].sort((one, other) => Number(one.state === 'named') - Number(other.state === 'named')))
    .sort((one, other) => toLook(other) - toLook(one));
}

function ItemGroup({ model, view, group }: { model: PanelModel; view: ShopView; group: readonly ItemAdvice[] }) {
  const { translate } = model;
  const length = useSignal(pageLength);
  const target = view.targets.get(group[0]?.shown[0]?.target ?? '');
  if (!target) return null;
  const rest = group.length - length.value;
  return (
    <section class="item-group">
      <p class="item-sentence">{inLocale(target.plain, translate.locale)}</p>
      {group[0]?.isComing && <p class="muted small">{translate('shop.coming')}</p>}
      <ul class="items">
        {group.slice(0, length.value).map((advice, number) => (
          <li key={`${number} ${advice.item.title}`} class="item-row">
            <div class="item-name">
              {advice.item.element ? (
                <button type="button" class="link" onClick={() => model.actions.showItem(advice.item)}>
                  {advice.item.title}
                </button>
              ) : (
                <span>{advice.item.title}</span>
              )}
              <ItemPrice advice={advice} model={model} />
            </div>
            <p class={`item-label item-${advice.state}`}>
              <ItemSign state={advice.state} />
              <span>{labelLineFor(view, advice, translate) || translate('shop.mark.tip')}</span>
            </p>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => {
            length.value += pageLength;
          }}
        >
          {translate('shop.more', { count: rest })}
        </button>
      )}
      <button
        type="button"
        class="link"
        onClick={() => model.actions.dashboard(`targets/${encodeURIComponent(target.id)}`)}
      >
        {translate('panel.moreOnTarget')}
      </button>
    </section>
  );
}

function ItemPrice({ advice, model }: { advice: ItemAdvice; model: PanelModel }) {
  const { price, quantity } = advice.item;
  const { translate } = model;
  if (!price && quantity === null) return null;
  return (
    <span class="item-price">
      {quantity !== null && quantity > 1 && `${translate('shop.quantity', { count: quantity })} `}
      {price &&
        new Intl.NumberFormat(translate.locale, { style: 'currency', currency: price.currency }).format(price.amount)}
    </span>
  );
}
