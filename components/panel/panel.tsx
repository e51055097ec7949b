import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Advice } from '../../lib/advice/advise.ts';
import type { Advised } from '../../lib/advice/advised.ts';
import { AreaPointers } from './area-pointers.tsx';
import { CodeSlots } from './code-slots.tsx';
import { hintsOf } from './fields-model.ts';
import { FollowBar } from './follow-bar.tsx';
import { ItemList } from './item-list.tsx';
import { ItemPart } from './item-part.tsx';
import { useKeptFocus } from './keep-focus.ts';
import type { PanelModel } from './model.ts';
import { visible } from './model.ts';
import { useSteps } from './steps.ts';
import { summaryOf } from './summary.ts';
import { TargetCard } from './target-card.tsx';
import { Tips } from './tips.tsx';
import { WordingPart } from './wording-part.tsx';

interface PanelProps {
  model: PanelModel;
  /** Names of the areas in the user's language. */
  areaName: (area: string) => string;
}

/** The panel beside the page: what applies, and what do I do? */
export function Panel({ model, areaName }: PanelProps) {
  const { translate, isOpen, actions, announcement } = model;
  const heading = useRef<HTMLHeadingElement>(null);
  const open = isOpen.value;
  useLayoutEffect(() => {
    if (open) heading.current?.focus();
  }, [open]);
  return (
    <>
      {/* The one place that is read out when something was done: what the buttons show beside them is the same. */}
      <div class="visually-hidden" role="status">
        {announcement.value}
      </div>
      {open && (
        <aside
          class="panel"
          aria-label={translate(model.shop.value ? 'shop.label' : 'panel.label')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            actions.close();
          }}
        >
          <header class="panel-head">
            <h2 ref={heading} tabIndex={-1}>
              {translate('app.name')}
            </h2>
            <button type="button" class="close" aria-label={translate('action.close')} onClick={actions.close}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="1.8" />
              </svg>
            </button>
          </header>
          <PanelBody key={model.subject.value} model={model} areaName={areaName} />
        </aside>
      )}
    </>
  );
}

function PanelBody({ model, areaName }: PanelProps) {
  const { translate, advice, tender, words, shop } = model;
  const body = useRef<HTMLDivElement>(null);
  useSteps(body, model);
  if (advice.value === null) return null;
  if (shop.value && shop.value.kind !== 'item') {
    return (
      <div class="panel-body" tabIndex={-1} ref={body}>
        <ItemList model={model} view={shop.value} />
      </div>
    );
  }
  return (
    // Scrolling alone must not make it a stop of the keyboard, as Firefox would.
    <div class="panel-body" tabIndex={-1} ref={body}>
      <p class="tender-title">{tender.value?.title}</p>
      <ItemPart model={model} />
      <FollowBar model={model} />
      {words.value === null ? (
        <p>{translate('panel.loading')}</p>
      ) : (
        <AdviceList model={model} areaName={areaName} advice={advice.value} />
      )}
    </div>
  );
}

function AdviceList({ model, areaName, advice }: PanelProps & { advice: Advice }) {
  const { translate, journal, hidden, isItem } = model;
  const summary = useRef<HTMLParagraphElement>(null);
  const seen = (list: readonly Advised[]) => visible(list, journal.value, hidden.value);
  const shown = seen(advice.shown);
  const first = hintsOf(model.fields).find(({ id }) => id === model.fields.first.value);
  const here = seen(first?.advised ?? []).map(
    (own) => advice.shown.find(({ target, version }) => target === own.target && version === own.version) ?? own,
  );
  const others = shown.filter(({ target }) => !here.some((own) => own.target === target));
  const more = seen(advice.more);
  const { coming, general } = advice;
  const covered = shown.filter(({ coverage }) => coverage === 'covered').length;
  useKeptFocus(summary, shown.length);
  return (
    <>
      <p class="summary" ref={summary} tabIndex={-1}>
        {shown.length === 0
          ? translate('panel.nothing')
          : isItem.value
            ? translate('panel.summaryItem', { count: shown.length })
            : summaryOf(translate, shown.length, covered)}
      </p>
      {first && here.length > 0 && (
        <section class="area">
          <h3>{translate('panel.field.first', { field: first.label })}</h3>
          <CardList model={model} list={here} decidable />
        </section>
      )}
      {areasOf(others).map(([area, list]) => (
        <section key={area} class="area">
          <h3>{areaName(area)}</h3>
          <CardList model={model} list={list} decidable />
        </section>
      ))}
      {!isItem.value && <AreaPointers model={model} areas={advice.areas} areaName={areaName} />}
      <CodeSlots model={model} />
      <Tips model={model} />
      <WordingPart model={model} />
      <Folded title={translate('panel.more', { count: more.length })} list={more} model={model} decidable />
      <Folded
        title={translate('panel.coming', { count: coming.length })}
        list={coming}
        model={model}
        decidable={false}
      />
      <Folded title={translate('panel.general', { count: general.length })} list={general} model={model} decidable />
    </>
  );
}

function CardList({ model, list, decidable }: { model: PanelModel; list: readonly Advised[]; decidable: boolean }) {
  return (
    <ul class="cards">
      {list.map((advised) => (
        <TargetCard
          key={`${advised.target} ${advised.version}`}
          model={model}
          advised={advised}
          decidable={decidable}
        />
      ))}
    </ul>
  );
}

function Folded(props: { title: string; list: readonly Advised[]; model: PanelModel; decidable: boolean }) {
  if (props.list.length === 0) return null;
  return (
    <details class="folded">
      <summary>{props.title}</summary>
      <CardList model={props.model} list={props.list} decidable={props.decidable} />
    </details>
  );
}

/** Targets by area, in the order in which the areas first appear. */
function areasOf(list: readonly Advised[]): [string, Advised[]][] {
  const areas = new Map<string, Advised[]>();
  for (const advised of list) {
    const own = areas.get(advised.area);
    if (own) own.push(advised);
    else areas.set(advised.area, [advised]);
  }
  return [...areas];
}
