import { useState } from 'preact/hooks';
import {
  contactRoles,
  type Need,
  type Purchase,
  purchaseSchema,
  quarterOf,
  quartersFrom,
} from '../../../lib/team/purchases.ts';
import { Field } from '../../ui/field.tsx';
import { areaName, useHouse } from '../house.ts';
import { quarterWords } from './quarter-words.ts';

/** How far ahead purchases are planned: four years, this quarter first. */
const quartersAhead = 16;

type Said = Pick<Purchase, 'area' | 'cpv' | 'quarter' | 'contact'>;
const saidSchema = purchaseSchema.pick({ area: true, cpv: true, quarter: true, contact: true });

interface PurchaseFormProps {
  /** What the buyer looks at: the form begins with it. */
  need: Need;
  onAnnounce: (said: Said) => Promise<void>;
}

/** Announces a purchase: of what, when, and which role others may ask. There is no field for a name. */
export function PurchaseForm({ need, onAnnounce }: PurchaseFormProps) {
  const house = useHouse();
  const { translate, data, today } = house;
  const areas = data.areas.map(({ id }) => id).filter((id) => id !== 'all');
  const quarters = quartersFrom(quarterOf(today), quartersAhead);
  const [typed, setTyped] = useState({
    area: areas.find((id) => need.areas.includes(id)) ?? areas[0] ?? '',
    cpv: need.cpv.filter((code) => /^\d{8}$/.test(code)).join(', '),
    quarter: quarters[1] ?? '',
    contact: contactRoles[0] as string,
  });
  const [problem, setProblem] = useState<'cpv' | 'failed' | null>(null);

  const announce = async () => {
    const cpv = typed.cpv.split(/[\s,;]+/).flatMap((code) => code.replace(/-\d$/, '') || []);
    const said = saidSchema.safeParse({ ...typed, cpv: [...new Set(cpv)] });
    if (!said.success) return setProblem('cpv');
    setProblem(null);
    await onAnnounce(said.data).catch((error: unknown) => {
      console.error(error);
      setProblem('failed');
    });
  };
  const choice = (name: 'area' | 'quarter' | 'contact', options: { id: string; name: string }[]) => (
    <Field label={translate(name === 'quarter' ? 'purchase.quarter.label' : `purchase.${name}`)}>
      {(control) => (
        <select
          {...control}
          value={typed[name]}
          onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );

  return (
    <form
      class="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        void announce();
      }}
    >
      {choice(
        'area',
        areas.map((id) => ({ id, name: areaName(house, id) })),
      )}
      <Field
        label={translate('purchase.cpv')}
        hint={translate('purchase.cpvHint')}
        problem={problem === 'cpv' ? translate('purchase.cpvProblem') : null}
      >
        {(control) => (
          <input
            {...control}
            type="text"
            autocomplete="off"
            value={typed.cpv}
            onInput={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, cpv: value }))}
          />
        )}
      </Field>
      {choice(
        'quarter',
        quarters.map((quarter) => ({ id: quarter, name: quarterWords(quarter, translate) })),
      )}
      {choice(
        'contact',
        contactRoles.map((role) => ({ id: role, name: translate(`purchase.contact.${role}`) })),
      )}
      <div role="alert">{problem === 'failed' && <p class="problem">{translate('purchase.failed')}</p>}</div>
      <p class="form-actions">
        <button type="submit" class="button small">
          {translate('purchase.send')}
        </button>
      </p>
    </form>
  );
}
