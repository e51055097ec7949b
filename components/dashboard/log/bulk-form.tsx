import { useEffect, useState } from 'preact/hooks';
import type { BulkChange } from '../../../lib/log/bulk.ts';
import type { ReasonCode, Verdict } from '../../../lib/log/schema.ts';
import type { Placement } from '../../../lib/targets/schema.ts';
import { placements, reasonCodes, verdicts } from '../../ui/decision-input.ts';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';

const kinds = ['verdict', 'reason', 'placement', 'unit'] as const satisfies readonly BulkChange['what'][];

interface BulkFormProps {
  units: readonly string[];
  disabled: boolean;
  /** The change as it stands; null while something is missing in it. */
  onChange: (change: BulkChange | null) => void;
}

/** Which one thing is to be the same in all chosen decisions, and what it is to be. */
export function BulkForm({ units, disabled, onChange }: BulkFormProps) {
  const { translate } = useHouse();
  const [what, setWhat] = useState<BulkChange['what']>('verdict');
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const [code, setCode] = useState<ReasonCode | ''>('');
  const [text, setText] = useState('');
  const [unit, setUnit] = useState('');
  const [placement, setPlacement] = useState<Placement[]>([]);
  useEffect(() => {
    const words = text.trim() || null;
    const reason = code === '' || (code === 'other' && words === null) ? null : { code, text: words };
    // A reason that was begun must be whole; none at all keeps each decision's own.
    const isHalf = code === 'other' && words === null;
    if (what === 'verdict') return onChange(verdict === '' || isHalf ? null : { what, verdict, reason });
    if (what === 'reason') return onChange(reason && { what, reason });
    if (what === 'unit') return onChange(unit.trim() === '' ? null : { what, unit: unit.trim() });
    return onChange({ what, placement });
  }, [what, verdict, code, text, unit, placement]);
  const explains = what === 'reason' || (what === 'verdict' && verdict !== '' && verdict !== 'met');
  return (
    <fieldset class="bulk-form" disabled={disabled}>
      <legend class="visually-hidden">{translate('bulk.what')}</legend>
      <Field label={translate('bulk.what')}>
        {(control) => (
          <select
            {...control}
            value={what}
            onChange={(event) => setWhat(kinds.find((kind) => kind === event.currentTarget.value) ?? 'verdict')}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {translate(`bulk.what.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {what === 'verdict' && (
        <Field label={translate('log.verdict')}>
          {(control) => (
            <select
              {...control}
              value={verdict}
              onChange={(event) => setVerdict(verdicts.find((known) => known === event.currentTarget.value) ?? '')}
            >
              <option value="">{translate('decision.choose')}</option>
              {verdicts.map((known) => (
                <option key={known} value={known}>
                  {translate(`verdict.${known}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {explains && (
        <>
          <Field label={translate('decision.reason')} hint={what === 'verdict' ? translate('bulk.reasonHint') : null}>
            {(control) => (
              <select
                {...control}
                value={code}
                onChange={(event) => setCode(reasonCodes.find((known) => known === event.currentTarget.value) ?? '')}
              >
                <option value="">{translate(what === 'verdict' ? 'bulk.ownReason' : 'decision.choose')}</option>
                {reasonCodes.map((known) => (
                  <option key={known} value={known}>
                    {translate(`reason.${known}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {code !== '' && (
            <Field label={translate(code === 'other' ? 'decision.reasonText' : 'decision.reasonTextOptional')}>
              {(control) => (
                <textarea
                  {...control}
                  rows={2}
                  maxLength={2000}
                  value={text}
                  onInput={(event) => setText(event.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
      {what === 'unit' && (
        <Field label={translate('filter.unit')}>
          {(control) => (
            <>
              <input
                {...control}
                list={`${control.id}-units`}
                maxLength={120}
                value={unit}
                onInput={(event) => setUnit(event.currentTarget.value)}
              />
              <datalist id={`${control.id}-units`}>
                {units.map((known) => (
                  <option key={known} value={known} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
      {what === 'placement' && (
        <fieldset class="group">
          <legend>{translate('decision.placement')}</legend>
          {placements.map((known) => (
            <label key={known} class="choice">
              <input
                type="checkbox"
                checked={placement.includes(known)}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  setPlacement(placements.filter((one) => (one === known ? on : placement.includes(one))));
                }}
              />
              <span>{translate(`placement.${known}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  );
}
