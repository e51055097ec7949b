import type { EnergyChoice } from '../../../lib/reporting/notice-codes/notice-codes.ts';
import { type CodeTerm, energyBases, energyItems, energyLabels } from '../../../lib/reporting/notice-codes/terms.ts';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';
import { codeWords } from './notice-words.ts';

interface NoticeEnergyProps {
  energy: EnergyChoice;
  /** The notice tells of a result, so that a class can be given. */
  hasLabel: boolean;
  onChange: (energy: EnergyChoice) => void;
}

/** What the Energy Efficiency Directive applies to here, on which basis, and the class that was bought. */
export function NoticeEnergy({ energy, hasLabel, onChange }: NoticeEnergyProps) {
  const { item, basis, label } = energy;
  return (
    <div class="notice-energy">
      <Choice
        term="BT-811(b)"
        codes={energyItems}
        value={item}
        onChoose={(code) => onChange({ ...energy, item: code })}
      />
      <Choice
        term="BT-811(a)"
        codes={energyBases}
        value={basis}
        onChoose={(code) => onChange({ ...energy, basis: code })}
      />
      {hasLabel && basis === 'enrg-lab' && (
        <Choice
          term="BT-812"
          codes={energyLabels}
          value={label}
          onChoose={(code) => onChange({ ...energy, label: code })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  term: CodeTerm;
  codes: readonly T[];
  value: T | null;
  onChoose: (code: T | null) => void;
}

function Choice<T extends string>({ term, codes, value, onChoose }: ChoiceProps<T>) {
  const { translate } = useHouse();
  return (
    <Field label={`${translate(`notice.term.${term}`)} (${term})`}>
      {(control) => (
        <select
          {...control}
          value={value ?? ''}
          onChange={({ currentTarget }) => onChoose(codes.find((code) => code === currentTarget.value) ?? null)}
        >
          <option value="">{translate('decision.choose')}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {codeWords(term, code, translate)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
