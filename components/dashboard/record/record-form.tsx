import type { ComponentChildren } from 'preact';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { DecisionInput } from '../../../lib/log/schema.ts';
import { DecisionForm } from '../../ui/decision-form.tsx';
import { allDetails, type DecisionSubject } from '../../ui/decision-input.ts';
import { contentIn, findTarget, useHouse } from '../house.ts';

interface RecordFormProps {
  /** Stands above the form, at the level that follows from the page around it. */
  heading: ComponentChildren;
  subject: DecisionSubject;
  /** The decision to start from; null for a first one. */
  row: CurrentRow | null;
  /** Version of the target that is decided on. */
  version: number | undefined;
  purpose: 'log' | 'correct';
  busy: boolean;
  error: string | null;
  onSubmit: (input: DecisionInput) => void;
  onCancel: () => void;
}

/** The decision form with everything that the log asks for, under what its target asks for in plain words. */
export function RecordForm({ heading, subject, row, version, ...form }: RecordFormProps) {
  const house = useHouse();
  const { translate, data } = house;
  const known = findTarget(house, subject.targetId, version);
  return (
    <>
      {heading}
      {known?.verified && <p>{contentIn(known.plain, translate.locale).text}</p>}
      <DecisionForm
        {...form}
        target={{ id: subject.targetId, thresholds: known?.thresholds ?? [] }}
        subject={subject}
        initial={row === null ? null : inputOf(row, subject)}
        ask={allDetails}
        ecolabels={data.ecolabels.map(({ id, name }) => ({ id, name: contentIn(name, translate.locale).text }))}
        translate={translate}
      />
    </>
  );
}

function inputOf(row: CurrentRow, subject: DecisionSubject): DecisionInput | null {
  const { verdict, reason, placement, awardWeightPct, measured, ecolabels, evidence, vehicles } = row;
  if (verdict === null) return null;
  return { ...subject, verdict, reason, placement, awardWeightPct, measured, ecolabels, evidence, vehicles };
}
