import type { Translator } from '../../lib/i18n.ts';
import { personalDataIn } from '../../lib/log/personal-data.ts';
import type { Detail } from '../../lib/targets/schema.ts';
import {
  contractTypes,
  type DecisionFields,
  type DecisionProblems,
  type EvidenceFields,
  emptyEvidence,
  evidenceKinds,
  maximumEvidence,
  placements,
  vehicleCategories,
} from './decision-input.ts';
import { Field } from './field.tsx';

interface DetailsProps {
  ask: readonly Detail[];
  fields: DecisionFields;
  problems: DecisionProblems;
  ecolabels: readonly { id: string; name: string }[];
  translate: Translator;
  onChange: (part: Partial<DecisionFields>) => void;
}

/** The details beside the verdict; only those in `ask` are drawn, in a fixed order. */
export function DecisionDetails(props: DetailsProps) {
  const { ask, fields, problems, translate, onChange } = props;
  const asked = (detail: Detail) => ask.includes(detail);
  const problem = (key: string | undefined) => (key === undefined ? null : translate(key));
  const measure = (part: Partial<DecisionFields['measured']>) =>
    onChange({ measured: { ...fields.measured, ...part } });
  return (
    <>
      {asked('placement') && (
        <Choices
          legend={translate('decision.placement')}
          options={placements.map((id) => ({ id, name: translate(`placement.${id}`) }))}
          chosen={fields.placement}
          onChange={(placement) => onChange({ placement })}
        />
      )}
      {asked('awardWeight') && (
        <Field label={translate('decision.awardWeight')} problem={problem(problems.awardWeight)} class="short">
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              autocomplete="off"
              value={fields.awardWeight}
              onInput={(event) => onChange({ awardWeight: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {asked('measuredValue') && (
        <fieldset class="group">
          <legend>{translate('decision.measured')}</legend>
          <div class="field-row">
            <Field label={translate('decision.measuredMetric')}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  maxLength={80}
                  value={fields.measured.metric}
                  onInput={(event) => measure({ metric: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={translate('decision.measuredValue')} problem={problem(problems.measured)} class="short">
              {(control) => (
                <input
                  {...control}
                  type="text"
                  inputMode="decimal"
                  autocomplete="off"
                  value={fields.measured.value}
                  onInput={(event) => measure({ value: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={translate('decision.measuredUnit')} class="short">
              {(control) => (
                <input
                  {...control}
                  type="text"
                  maxLength={40}
                  value={fields.measured.unit}
                  onInput={(event) => measure({ unit: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
        </fieldset>
      )}
      {asked('ecolabel') && props.ecolabels.length > 0 && (
        <Choices
          legend={translate('decision.ecolabels')}
          options={props.ecolabels}
          chosen={fields.ecolabels}
          onChange={(ecolabels) => onChange({ ecolabels })}
        />
      )}
      {asked('evidence') && (
        <Documents
          documents={fields.evidence}
          problems={problems}
          translate={translate}
          onChange={(evidence) => onChange({ evidence })}
        />
      )}
      {asked('vehicles') && (
        <VehicleFields
          vehicles={fields.vehicles}
          problem={problem(problems.vehicles)}
          translate={translate}
          onChange={(vehicles) => onChange({ vehicles })}
        />
      )}
    </>
  );
}

interface ChoicesProps<T extends string> {
  legend: string;
  options: readonly { id: T; name: string }[];
  chosen: T[];
  onChange: (chosen: T[]) => void;
}

function Choices<T extends string>({ legend, options, chosen, onChange }: ChoicesProps<T>) {
  return (
    <fieldset class="group">
      <legend>{legend}</legend>
      <div class="choices">
        {options.map(({ id, name }) => (
          <label key={id} class="choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface DocumentsProps {
  documents: EvidenceFields[];
  problems: DecisionProblems;
  translate: Translator;
  onChange: (documents: EvidenceFields[]) => void;
}

function Documents({ documents, problems, translate, onChange }: DocumentsProps) {
  const edit = (index: number, part: Partial<EvidenceFields>) =>
    onChange(documents.map((document, place) => (place === index ? { ...document, ...part } : document)));
  return (
    <fieldset class="group" data-detail="evidence">
      <legend>{translate('decision.evidence')}</legend>
      <p class="hint">{translate('decision.evidenceHint')}</p>
      {documents.map((document, index) => {
        const problem = problems[`evidence.${index}.url`];
        return (
          // Documents have no identity but their place; all fields are controlled, so the place is a safe key.
          <fieldset class="document" key={index}>
            <legend>{translate('decision.document', { number: index + 1 })}</legend>
            <Field label={translate('decision.evidenceKind')}>
              {(control) => (
                <select
                  {...control}
                  value={document.kind}
                  onChange={(event) => edit(index, { kind: event.currentTarget.value as EvidenceFields['kind'] })}
                >
                  {evidenceKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {translate(`evidenceKind.${kind}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <div class="field-row">
              <Text name="title" maximum={200} {...{ document, index, translate, edit }} />
              <Text name="page" maximum={20} {...{ document, index, translate, edit }} />
            </div>
            <Field label={translate('decision.evidenceField.url')} problem={problem ? translate(problem) : null}>
              {(control) => (
                <input
                  {...control}
                  type="url"
                  value={document.url}
                  onInput={(event) => edit(index, { url: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={translate('decision.evidenceField.quote')}>
              {(control) => (
                <textarea
                  {...control}
                  rows={2}
                  maxLength={1000}
                  value={document.quote}
                  onInput={(event) => edit(index, { quote: event.currentTarget.value })}
                />
              )}
            </Field>
            <div role="status">
              {personalKinds(document.quote).map((kind) => (
                <p key={kind} class="caution">
                  {translate(`decision.personal.${kind}`)}
                </p>
              ))}
            </div>
            {documents.length > 1 && (
              <button
                type="button"
                class="button small"
                onClick={() => onChange(documents.filter((_, place) => place !== index))}
              >
                {translate('decision.removeDocument', { number: index + 1 })}
              </button>
            )}
          </fieldset>
        );
      })}
      {documents.length < maximumEvidence && (
        <button type="button" class="button small" onClick={() => onChange([...documents, emptyEvidence()])}>
          {translate('decision.addDocument')}
        </button>
      )}
    </fieldset>
  );
}

/** What in a quote looks as if it names a person, each kind once; a warning only, for the buyer knows better. */
function personalKinds(quote: string): string[] {
  return [...new Set(personalDataIn(quote).map(({ kind }) => kind))];
}

interface TextProps {
  name: 'title' | 'page';
  maximum: number;
  document: EvidenceFields;
  index: number;
  translate: Translator;
  edit: (index: number, part: Partial<EvidenceFields>) => void;
}

function Text({ name, maximum, document, index, translate, edit }: TextProps) {
  return (
    <Field label={translate(`decision.evidenceField.${name}`)} class={name === 'page' ? 'short' : ''}>
      {(control) => (
        <input
          {...control}
          type="text"
          maxLength={maximum}
          value={document[name]}
          onInput={(event) => edit(index, { [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

type VehicleState = DecisionFields['vehicles'];

const vehicleChoices = { contractType: contractTypes, category: vehicleCategories };

interface VehicleProps {
  vehicles: VehicleState;
  problem: string | null;
  translate: Translator;
  onChange: (vehicles: VehicleState) => void;
}

function VehicleFields({ vehicles, problem, translate, onChange }: VehicleProps) {
  const edit = (part: Partial<VehicleState>) => onChange({ ...vehicles, ...part });
  const inScope = vehicles.inScope === 'yes';
  return (
    <fieldset class="group">
      <legend>{translate('decision.vehicles')}</legend>
      <Field label={translate('decision.vehiclesInScope')}>
        {(control) => (
          <select
            {...control}
            value={vehicles.inScope}
            onChange={(event) => edit({ inScope: event.currentTarget.value as VehicleState['inScope'] })}
          >
            <option value="">{translate('decision.notStated')}</option>
            <option value="yes">{translate('decision.yes')}</option>
            <option value="no">{translate('decision.no')}</option>
          </select>
        )}
      </Field>
      {inScope && (
        <>
          {(['contractType', 'category'] as const).map((name) => (
            <Field key={name} label={translate(`decision.${name}`)}>
              {(control) => (
                <select
                  {...control}
                  value={vehicles[name]}
                  onChange={(event) => edit({ [name]: event.currentTarget.value })}
                >
                  <option value="">{translate('decision.notStated')}</option>
                  {vehicleChoices[name].map((code) => (
                    <option key={code} value={code}>
                      {translate(`decision.${name}.${code}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
          <div class="field-row">
            {(['total', 'clean', 'zero'] as const).map((name) => (
              <Field
                key={name}
                label={translate(`decision.vehicles.${name}`)}
                problem={name === 'total' ? problem : null}
                class="short"
              >
                {(control) => (
                  <input
                    {...control}
                    type="text"
                    inputMode="numeric"
                    autocomplete="off"
                    value={vehicles[name]}
                    onInput={(event) => edit({ [name]: event.currentTarget.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        </>
      )}
    </fieldset>
  );
}
