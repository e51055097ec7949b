import { useEffect, useState } from 'preact/hooks';
import { copyFormatted } from '../../ui/copy-formatted.ts';
import { Field } from '../../ui/field.tsx';
import { VerdictLabel } from '../../ui/verdict-label.tsx';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { useWholeProcedure, type WholeProcedure } from '../procedure/whole-procedure.ts';
import { formatRoute, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { type Note, type NoteOptions, noteOf } from './note-model.ts';
import { belowTarget, explanationOf, noteTexts } from './note-text.ts';

/** The green note of one tender, made to be printed or put on the case: what was decided, why, and on what. */
export function NotePage({ route }: { route: Route }) {
  const { translate } = useHouse();
  const id = route.id ?? '';
  const live = useWholeProcedure(id);
  const whole = live.state === 'ready' ? live.value : null;
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="note" />;
  return (
    <article class="note">
      <p class="breadcrumb">
        <a href={formatRoute({ page: 'procedure', id })}>{translate('note.back')}</a>
      </p>
      <Heading>{translate('note.title')}</Heading>
      {live.state === 'loading' && <p role="status">{translate('loading')}</p>}
      {live.state === 'ready' && whole === null && <p>{translate('procedure.unknownText')}</p>}
      {whole !== null && <WholeNote key={whole.procedure.id} whole={whole} />}
    </article>
  );
}

function WholeNote({ whole }: { whole: WholeProcedure }) {
  const house = useHouse();
  const { translate } = house;
  const [options, setOptions] = useState<NoteOptions>({
    caseNumber: whole.procedure.reference ?? '',
    withNames: false,
  });
  const note = noteOf(house, whole, options);
  const { caseNumber } = options;
  useEffect(() => {
    // The browser proposes it as the name of the file.
    document.title = [translate('note.title'), caseNumber.trim(), note.title].filter(Boolean).join(' – ');
  }, [translate, caseNumber, note.title]);
  return (
    <>
      <div class="note-controls">
        <p class="muted">{translate('note.text')}</p>
        <Field label={translate('note.caseNumber')} hint={translate('note.caseNumberHint')}>
          {(control) => (
            <input
              {...control}
              type="text"
              maxLength={60}
              value={options.caseNumber}
              onInput={({ currentTarget }) => setOptions({ ...options, caseNumber: currentTarget.value })}
            />
          )}
        </Field>
        <label class="choice">
          <input
            type="checkbox"
            checked={options.withNames}
            onChange={({ currentTarget }) => setOptions({ ...options, withNames: currentTarget.checked })}
          />
          <span>
            {translate('note.withNames')}
            <span class="hint">{translate('note.withNamesHint')}</span>
          </span>
        </label>
        <NoteActions note={note} />
      </div>
      <NoteSheet note={note} />
    </>
  );
}

function NoteActions({ note }: { note: Note }) {
  const { translate } = useHouse();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = () => {
    const texts = noteTexts(note, translate);
    void copyFormatted(texts).then((isDone) => setOutcome(isDone ? 'copied' : 'failed'));
  };
  return (
    <div class="note-actions">
      <button type="button" class="button primary" onClick={() => print()}>
        {translate('note.print')}
      </button>
      <button type="button" class="button" onClick={copy}>
        {translate('note.copy')}
      </button>
      <span role="status">{outcome !== null && translate(`note.${outcome}`)}</span>
    </div>
  );
}

/** The note as it is printed. */
function NoteSheet({ note }: { note: Note }) {
  const { translate } = useHouse();
  return (
    <div class="note-sheet">
      <h2>{note.title}</h2>
      <dl class="note-facts">
        {note.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note.isEmpty && <p class="note-empty">{translate('note.empty')}</p>}
      <p>{note.summary}</p>
      {note.groups.length > 0 && <NoteTable note={note} />}
      {note.steps.length > 0 && <NoteList title={translate('note.innovation')} lines={note.steps} />}
      {note.tips.length > 0 && <NoteList title={translate('note.tips')} lines={note.tips} />}
      <div class="note-method">
        {note.method.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}

function NoteTable({ note }: { note: Note }) {
  const { translate } = useHouse();
  return (
    <table class="note-table stacks">
      <caption class="visually-hidden">{translate('procedure.targets')}</caption>
      <thead>
        <tr>
          <th scope="col">{translate('targets.target')}</th>
          <th scope="col">{translate('log.verdict')}</th>
          <th scope="col">{translate('note.explanation')}</th>
          <th scope="col">{translate('note.day')}</th>
        </tr>
      </thead>
      {note.groups.map(({ area, rows }) => (
        <tbody key={area}>
          {note.groups.length > 1 && (
            <tr class="note-area">
              <th colSpan={4} scope="rowgroup">
                {area}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.target}
                {belowTarget(row).map((line) => (
                  <span key={line} class="below">
                    {line}
                  </span>
                ))}
              </th>
              <td>
                <VerdictLabel verdict={row.verdict} translate={translate} />
              </td>
              <td>
                {explanationOf(row).map((line) => (
                  <span key={line} class="note-line">
                    {line}
                  </span>
                ))}
              </td>
              <td class="day">
                {row.day}
                {row.author && <span class="below">{row.author}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function NoteList({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
