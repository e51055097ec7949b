import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Advised } from '../../lib/advice/advised.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import type { Placement } from '../../lib/targets/schema.ts';
import { VerdictMark } from '../ui/verdict-mark.tsx';
import { DecisionPart } from './decision-part.tsx';
import type { PanelModel } from './model.ts';
import { decisionOn } from './model.ts';
import { TargetText } from './target-text.tsx';

interface TargetCardProps {
  model: PanelModel;
  advised: Advised;
  /** Decisions can be logged; false for what is only on its way. */
  decidable: boolean;
}

/** One target: title, binding and state closed; the whole of it, with its decision, open. */
export function TargetCard({ model, advised, decidable }: TargetCardProps) {
  const { translate, words, journal, tender, isItem } = model;
  const isOpen = useSignal(false);
  const lot = useSignal<string | null>(advised.lots.length === 1 ? (advised.lots[0] ?? null) : null);
  const kind = useSignal<Placement | null>(null);
  const id = useId();
  const target = words.value?.targets.get(advised.target);
  if (!target) return null;
  const decision = decisionOn(journal.value, advised.target, lot.value);
  const mark = decision?.verdict ?? 'open';
  return (
    <li class="card">
      <h4 class="card-title">
        <button
          type="button"
          aria-expanded={isOpen.value}
          aria-controls={id}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          {decidable && <VerdictMark verdict={mark} />}
          <span class="card-name">
            <span>{inLocale(target.title, translate.locale)}</span>
            <span class="card-facts">
              <span class={`chip binding-${advised.binding}`}>{translate(`binding.${advised.binding}`)}</span>
              {decidable && !isItem.value && (
                <span class={`fact coverage-${advised.coverage}`}>{translate(`coverage.${advised.coverage}`)}</span>
              )}
              {decision && <span class="fact">{translate(`verdict.${mark}`)}</span>}
              {!decidable && <span class="fact">{translate('state.coming')}</span>}
            </span>
          </span>
          <svg class="chevron" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M4 6l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.6" />
          </svg>
        </button>
      </h4>
      <div id={id} class="card-body" hidden={!isOpen.value}>
        {isOpen.value && (
          <>
            <TargetText model={model} advised={advised} target={target} kind={kind} />
            {decidable && model.storable.value && (
              <DecisionPart
                model={model}
                target={target}
                decision={decision}
                lots={tender.value?.lots ?? []}
                lot={lot}
                placement={kind.value}
                found={advised.reasons.length > 0}
              />
            )}
          </>
        )}
      </div>
    </li>
  );
}
