import { useMemo, useState } from 'preact/hooks';
import { approveNotice, type NoticeApproval } from '../../../lib/log/procedures/notice-approval.ts';
import { exactVersion } from '../../../lib/log/write-context.ts';
import { type NoticeSource, noticeCodes } from '../../../lib/reporting/notice-codes/notice-codes.ts';
import { noticeSubtypes, termsOf, usualSubtype } from '../../../lib/reporting/notice-codes/subtypes.ts';
import { Field } from '../../ui/field.tsx';
import { formatDay } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useWrite } from '../use-write.ts';
import { approvalOf, type DraftChanges, draftOf } from './notice-draft.ts';
import { NoticeLotPart } from './notice-lot-part.tsx';
import { subtypeWords } from './notice-words.ts';
import type { WholeProcedure } from './whole-procedure.ts';

/** More groups of lots than this are folded, so that the page stays a page. */
const foldedFrom = 4;

/** The codes for the notice that follow from the decisions, lot by lot: to be looked at, approved and taken along. */
export function ProcedureNotice({ whole }: { whole: WholeProcedure }) {
  const { translate, journal, data, today } = useHouse();
  const { procedure, rows, approval } = whole;
  const [chosen, setChosen] = useState<string | null>(null);
  const [changes, setChanges] = useState<DraftChanges>({});
  const { busy, error, write } = useWrite();
  const subtype = chosen ?? approval?.subtype ?? usualSubtype;
  const source = useMemo(
    (): NoticeSource => ({
      procedure,
      rows,
      target: (id, version) => exactVersion(data.targets, id, version),
    }),
    [procedure, rows, data],
  );
  const lots = useMemo(() => noticeCodes(source, subtype), [source, subtype]);
  const groups = draftOf(lots, approval, changes);
  const isEmpty = groups.every(({ lot }) => lot.codes.length === 0);
  const isTouched = chosen !== null || Object.keys(changes).length > 0;
  const keep = async (next: NoticeApproval | null) => {
    const done = await write(async () => {
      await approveNotice(journal, procedure, next);
      return true;
    });
    if (!done) return;
    setChosen(null);
    setChanges({});
  };
  return (
    <section class="part notice-codes" aria-labelledby="notice">
      <h2 id="notice">{translate('notice.title')}</h2>
      <p class="muted">{translate('notice.text')}</p>
      <Field label={translate('notice.subtype')} hint={translate('notice.subtypeHint')} class="notice-subtype">
        {(control) => (
          <select {...control} value={subtype} onChange={(event) => setChosen(event.currentTarget.value)}>
            {noticeSubtypes.map((known) => (
              <option key={known.code} value={known.code}>
                {subtypeWords(known, translate)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isEmpty && (
        <p class="empty">{translate(termsOf(subtype).length === 0 ? 'notice.noFields' : 'notice.nothing')}</p>
      )}
      {!isEmpty &&
        groups.map((group, index) => (
          <NoticeLotPart
            key={group.key}
            group={group}
            whole={whole}
            source={source}
            subtype={subtype}
            folded={groups.length >= foldedFrom && index > 0}
            onChange={(change) => setChanges((before) => ({ ...before, [group.key]: change }))}
          />
        ))}
      <div role="status">
        {approval !== null && !isTouched && (
          <p class="done">
            {translate('notice.approved', { day: formatDay(approval.day, translate.locale) })}
            <button type="button" class="button small" disabled={busy} onClick={() => void keep(null)}>
              {translate('notice.takeBack')}
            </button>
          </p>
        )}
      </div>
      {!isEmpty && (approval === null || isTouched || groups.some(({ news }) => news.size > 0)) && (
        <p class="form-actions">
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => void keep(approvalOf(groups, subtype, new Date(), today))}
          >
            {translate('notice.approve')}
          </button>
        </p>
      )}
      <div role="alert">{error !== null && <p class="problem">{error}</p>}</div>
    </section>
  );
}
