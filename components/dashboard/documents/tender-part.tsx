import type { NamedDocument } from '../../../lib/documents/compose.ts';
import { followedProcedures } from '../../../lib/log/find/queries.ts';
import type { Tender } from '../../../lib/portals/tender.ts';
import { Field } from '../../ui/field.tsx';
import { formatDay, formatMoment, formatMoney } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { Fact } from '../record/record-fields.tsx';
import { formatRoute } from '../routes.ts';
import type { Check } from './check.ts';

interface Words {
  title: string;
  reference: string;
  /** Id of the procedure that is logged on; empty for the one that the facts name, or a new one. */
  chosen: string;
}

interface TenderPartProps {
  check: Check;
  documents: readonly NamedDocument[];
  words: Words;
  onChange: (part: Partial<Words>) => void;
}

/** So many followed tenders are offered; an older one is found by its reference. */
const mostOffered = 50;

/** Which tender the documents belong to: read from the notice, said by the buyer, or one that is followed already. */
export function TenderPart({ check, documents, words, onChange }: TenderPartProps) {
  const { translate, composed } = check;
  const notices = documents.filter(({ document }) => document.notice !== null);
  return (
    <section class="part" aria-labelledby="checked-tender">
      <h2 id="checked-tender">{translate('documents.tender')}</h2>
      {notices.length > 0 ? (
        <>
          <p>{translate('documents.fromNotice', { name: notices[0]?.name ?? '' })}</p>
          {notices.length > 1 && <p class="notice">{translate('documents.severalNotices')}</p>}
          <NoticeFacts tender={composed.tender} />
        </>
      ) : (
        <div class="checked-words">
          <Field label={translate('documents.title')} hint={translate('documents.titleHint')}>
            {(control) => (
              <input
                {...control}
                type="text"
                maxLength={500}
                value={words.title}
                onChange={(event) => onChange({ title: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={translate('documents.reference')} hint={translate('documents.referenceHint')} class="short">
            {(control) => (
              <input
                {...control}
                type="text"
                maxLength={120}
                value={words.reference}
                onChange={(event) => onChange({ reference: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
      <FollowedChoice check={check} chosen={words.chosen} onChange={(chosen) => onChange({ chosen })} />
      <FollowPart check={check} onSame={(chosen) => onChange({ chosen })} />
    </section>
  );
}

function NoticeFacts({ tender }: { tender: Tender }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { title, buyer, reference, publicationNumber, deadline, value, cpv, lots } = tender;
  const due = deadline !== null && deadline.length > 10 ? formatMoment(deadline, locale) : null;
  return (
    <>
      <p class="checked-title">{title}</p>
      <dl class="facts">
        <Fact name="procedure.deadline">{due ?? (deadline && formatDay(deadline, locale))}</Fact>
        <Fact name="record.buyer">{buyer && [buyer.name, buyer.id].filter(Boolean).join(' · ')}</Fact>
        <Fact name="record.reference">{reference}</Fact>
        <Fact name="record.publication">{publicationNumber}</Fact>
        <Fact name="record.value">{value && formatMoney(value, locale)}</Fact>
        <Fact name="record.cpv">{[cpv.main, ...cpv.additional].filter(Boolean).join(', ')}</Fact>
        <Fact name="record.lot">
          {lots.length > 1 && lots.map(({ id, title: name }) => [id, name].filter(Boolean).join(': ')).join('\n')}
        </Fact>
      </dl>
    </>
  );
}

interface FollowedChoiceProps {
  check: Check;
  chosen: string;
  onChange: (chosen: string) => void;
}

function FollowedChoice({ check: { translate, journal: held }, chosen, onChange }: FollowedChoiceProps) {
  const { journal } = useHouse();
  const live = useLive('followed', () => followedProcedures(journal, {}, { after: null, size: mostOffered }));
  const followed = live.state === 'ready' ? live.value.rows.map(({ procedure }) => procedure) : [];
  // What was just followed may not be among the latest.
  const known = held?.procedure && !followed.some(({ id }) => id === held.procedure?.id) ? [held.procedure] : [];
  const offered = [...known, ...followed];
  if (offered.length === 0) return null;
  return (
    <Field label={translate('documents.belongsTo')} class="checked-choice">
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{translate('documents.ownTender')}</option>
          {offered.map(({ id, title, reference }) => (
            <option key={id} value={id}>
              {[title, reference].filter(Boolean).join(' · ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** "Is it ours?" Only what is followed is stored, and of the text not even then. */
function FollowPart({ check, onSame }: { check: Check; onSame: (chosen: string) => void }) {
  const { translate, journal, isFollowed, isStorable, busy, error, actions } = check;
  const procedure = journal?.procedure;
  const possible = journal?.possible ?? null;
  return (
    <div class="notice checked-follow">
      {isFollowed && procedure ? (
        <>
          <p>
            <strong>{translate('panel.follow.followed')}</strong> {procedure.title}
          </p>
          <p class="form-actions">
            <a class="button small" href={formatRoute({ page: 'procedure', id: procedure.id })}>
              {translate('documents.seeTender')}
            </a>
            <button type="button" class="button small" disabled={busy} onClick={actions.unfollow}>
              {translate('panel.follow.stop')}
            </button>
          </p>
        </>
      ) : (
        <>
          {possible && possible.unfollowedAt === null && (
            <p>
              {translate('panel.same.ask', { title: possible.title })}{' '}
              <button type="button" class="button small" disabled={busy} onClick={() => onSame(possible.id)}>
                {translate('panel.same.yes')}
              </button>
            </p>
          )}
          {isStorable ? <p>{translate('panel.follow.ask')}</p> : <p>{translate('documents.noTitle')}</p>}
          {isStorable && (
            <p>
              <button type="button" class="button primary" disabled={busy} onClick={actions.follow}>
                {translate('panel.follow.start')}
              </button>
            </p>
          )}
          <p class="muted">{translate('documents.stored')}</p>
        </>
      )}
      <div role="alert">{error !== null && <p class="problem">{error}</p>}</div>
    </div>
  );
}
