import { decisionsBeyond, followedProcedures } from '../../../lib/log/find/queries.ts';
import {
  deadlinesWithin,
  decidedOnOlder,
  type OutdatedDecision,
  openTargets,
} from '../../../lib/log/procedures/missing.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import { renewedTargets } from '../../../lib/targets/renewed.ts';
import { formatDay, formatDaysAhead, formatMoment } from '../../ui/format.ts';
import { targetTitle, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { MissingSection } from './missing-section.tsx';

/** Days ahead in which a deadline counts as near. */
const nearDays = 14;

/** Readings in a row that may find nothing before the rest is left for "show more". */
const patience = 5;

interface PartProps {
  /** Empty for all. */
  unit: string;
  /** When its first lines are known, or cannot be. */
  onRead: () => void;
}

const unitOf = (unit: string) => (unit === '' ? {} : { unit });

/** Tenders whose deadline is near while targets are still open; where all is decided nobody has to hurry. */
export function DueTenders({ unit, onRead }: PartProps) {
  const { translate, journal, today } = useHouse();
  const { locale } = translate;
  return (
    <MissingSection
      onRead={onRead}
      name="due"
      filter={`${unit} ${today}`}
      read={(size) => deadlinesWithin(journal, new Date(), nearDays, { ...unitOf(unit), size })}
      head={
        <>
          <th scope="col">{translate('missing.tender')}</th>
          <th scope="col">{translate('missing.deadline')}</th>
          <th scope="col">{translate('missing.openTargets')}</th>
        </>
      }
      line={({ procedure, due, open }) => (
        <tr key={procedure.id}>
          <TenderCell procedure={procedure} href={procedureHref(procedure.id)} />
          <td class="day">
            {procedure.deadline?.length === 10
              ? formatDay(procedure.deadline, locale, 'short')
              : formatMoment(due.toISOString(), locale)}
            <span class="below">{formatDaysAhead(due, new Date(), locale)}</span>
          </td>
          <OpenCell procedure={procedure} open={open} />
        </tr>
      )}
    />
  );
}

/** A tender's page, with the form for one of its targets where one is named. */
const procedureHref = (id: string, decide = '', lot: string | null = null) =>
  formatRoute({ page: 'procedure', id, query: { decide, lot: lot ?? '' } });

function TenderCell({
  procedure,
  href,
}: {
  procedure: Pick<Procedure, 'title' | 'buyer' | 'reference'>;
  href: string;
}) {
  return (
    <th scope="row">
      <a href={href}>{procedure.title}</a>
      <span class="below">{[procedure.buyer?.name, procedure.reference].filter(Boolean).join(' · ')}</span>
    </th>
  );
}

/** How many targets are open, and the way to the first of them. */
function OpenCell({ procedure, open }: { procedure: Pick<Procedure, 'id'>; open: readonly string[] }) {
  const house = useHouse();
  const { translate } = house;
  const [first] = open;
  return (
    <td>
      {translate('missing.openCount', { count: open.length })}
      {first !== undefined && (
        <a class="below" href={procedureHref(procedure.id, first)}>
          {translate('missing.decideFirst', { target: targetTitle(house, first) })}
        </a>
      )}
    </td>
  );
}

/** Followed tenders with targets that nobody has decided on. */
export function OpenTargets({ unit, onRead }: PartProps) {
  const { translate, journal } = useHouse();
  return (
    <MissingSection
      onRead={onRead}
      name="open"
      filter={unit}
      read={async (size) => {
        const { rows, next } = await followedProcedures(
          journal,
          { ...unitOf(unit), open: true },
          { after: null, size },
        );
        return { rows, more: next !== null };
      }}
      head={
        <>
          <th scope="col">{translate('missing.tender')}</th>
          <th scope="col" class="narrow-hidden">
            {translate('missing.followed')}
          </th>
          <th scope="col">{translate('missing.openTargets')}</th>
        </>
      }
      line={({ procedure, state }) => (
        <tr key={procedure.id}>
          <TenderCell procedure={procedure} href={procedureHref(procedure.id)} />
          <td class="day narrow-hidden">{formatDay(procedure.followedAt.slice(0, 10), translate.locale, 'short')}</td>
          <OpenCell procedure={procedure} open={openTargets(state)} />
        </tr>
      )}
    />
  );
}

/** Decisions on targets of which something newer is in force, where it can still be asked for. */
export function ChangedTargets({ unit, onRead }: PartProps) {
  const house = useHouse();
  const { translate, journal, data, today } = house;
  const renewed = renewedTargets(data.targets, today);
  return (
    <MissingSection
      onRead={onRead}
      name="changed"
      filter={`${unit} ${data.version} ${today}`}
      read={async (size) => {
        const rows: OutdatedDecision[] = [];
        let from: Parameters<typeof decidedOnOlder>[3]['from'] = null;
        for (let reading = 0; reading < patience && rows.length < size; reading += 1) {
          const page = await decidedOnOlder(journal, renewed, new Date(), {
            ...unitOf(unit),
            from,
            size: size - rows.length,
          });
          rows.push(...page.rows);
          from = page.more;
          if (from === null) break;
        }
        return { rows, more: from !== null };
      }}
      head={
        <>
          <th scope="col">{translate('log.tenderAndTarget')}</th>
          <th scope="col" class="narrow-hidden">
            {translate('log.day')}
          </th>
          <th scope="col">{translate('missing.changedTo')}</th>
        </>
      }
      line={({ row, by }) => (
        <tr key={row.recordId}>
          <DecisionCell row={row} href={procedureHref(row.procedureId, by.id, row.lotId)} />
          <td class="day narrow-hidden">{formatDay(row.day, translate.locale, 'short')}</td>
          <td>
            {by.id === row.target.id
              ? translate('missing.newVersion', { before: String(row.target.version), after: String(by.version) })
              : translate('missing.replacedBy', { title: targetTitle(house, by.id) })}
          </td>
        </tr>
      )}
    />
  );
}

function DecisionCell({ row, href }: { row: CurrentRow; href: string }) {
  const house = useHouse();
  const { translate } = house;
  return (
    <th scope="row">
      <a href={href}>{targetTitle(house, row.target.id, row.target.version)}</a>
      <span class="below">{row.procedure.title}</span>
      {row.lotId !== null && <span class="below">{translate('procedure.lot', { lot: row.lotId })}</span>}
      <span class="below">{[row.procedure.buyer?.name, row.procedure.reference].filter(Boolean).join(' · ')}</span>
    </th>
  );
}

/** Targets logged as met or partly met with nothing to show for it. */
export function UnprovenDecisions({ unit, onRead }: PartProps) {
  const { translate, journal } = useHouse();
  return (
    <MissingSection
      onRead={onRead}
      name="unproven"
      filter={unit}
      read={async (size) => {
        const filter = { ...unitOf(unit), missingEvidence: true };
        const { rows, more } = await decisionsBeyond(journal, filter, { beyond: null, towards: 'older', size });
        return { rows, more: more !== null };
      }}
      head={
        <>
          <th scope="col">{translate('log.tenderAndTarget')}</th>
          <th scope="col" class="narrow-hidden">
            {translate('filter.unit')}
          </th>
          <th scope="col">{translate('log.day')}</th>
        </>
      }
      line={(row) => (
        <tr key={row.recordId}>
          <DecisionCell row={row} href={formatRoute({ page: 'log', id: row.recordId, query: { edit: 'evidence' } })} />
          <td class="narrow-hidden">{row.unit || '–'}</td>
          <td class="day">{formatDay(row.day, translate.locale, 'short')}</td>
        </tr>
      )}
    />
  );
}
