import type { ItemAdvice } from '../../lib/advice/items.ts';
import { ItemSign } from './item-sign.tsx';
import type { PanelModel } from './model.ts';
import { hasAdvice, labelLineFor, type ShopView, sentenceFor } from './shop-view.ts';

/** An article's one plain sentence, and whether it shows the label. */
export function ItemSentence(props: { view: ShopView; advice: ItemAdvice; translate: PanelModel['translate'] }) {
  const { view, advice, translate } = props;
  const line = labelLineFor(view, advice, translate);
  return (
    <>
      <p class="item-sentence">{sentenceFor(view, advice, translate)}</p>
      {advice.isComing && <p class="muted small">{translate('shop.coming')}</p>}
      {line !== '' && (
        <p class={`item-label item-${advice.state}`}>
          <ItemSign state={advice.state} />
          <span>{line}</span>
        </p>
      )}
    </>
  );
}

/** On the page of one article: what to know before it is ordered, above everything else. */
export function ItemPart({ model }: { model: PanelModel }) {
  const view = model.shop.value;
  const advice = view?.kind === 'item' ? view.items[0] : undefined;
  if (!view || !advice || !hasAdvice(view, advice)) return null;
  return (
    <section class="item-part">
      <ItemSentence view={view} advice={advice} translate={model.translate} />
    </section>
  );
}
