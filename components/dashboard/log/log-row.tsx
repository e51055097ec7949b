import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Unshared } from '../../../lib/team/sharing.ts';
import { formatDay } from '../../ui/format.ts';
import { VerdictLabel } from '../../ui/verdict-label.tsx';
import { areaName, type House, targetTitle, useHouse } from '../house.ts';

interface LogRowProps {
  row: CurrentRow;
  /** Number of the row in the whole table, the head counted in; null where it is not known. */
  index: number | null;
  href: string;
  /** The one row that the Tab key stops at. */
  isActive: boolean;
  isSelected: boolean;
  /** False when the row was changed while it was looked at and the filter no longer lets it through. */
  fits: boolean;
  /** Why the team does not have it; left out where it has, or there is none. */
  unshared: Unshared | undefined;
  onFollow: () => void;
  onSelect: (on: boolean) => void;
}

/** One decision in the log. */
export function LogRow({ row, index, href, isActive, isSelected, fits, unshared, onFollow, onSelect }: LogRowProps) {
  const house = useHouse();
  const { translate } = house;
  const title = targetTitle(house, row.target.id, row.target.version);
  const tabIndex = isActive ? 0 : -1;
  return (
    <tr data-record={row.recordId} aria-rowindex={index ?? undefined} class={fits ? undefined : 'left-filter'}>
      <td class="select">
        <input
          type="checkbox"
          tabIndex={tabIndex}
          checked={isSelected}
          aria-label={translate('log.select', { target: title, tender: row.procedure.title })}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </td>
      <td class="day">{formatDay(row.day, translate.locale, 'short')}</td>
      <th scope="row">
        <a href={href} tabIndex={tabIndex} onClick={onFollow}>
          {title}
        </a>
        <span class="below">{row.procedure.title}</span>
        <span class="below">{[row.procedure.buyer?.name, row.procedure.reference].filter(Boolean).join(' · ')}</span>
      </th>
      <td class="narrow-hidden">{areaName(house, row.area)}</td>
      <td class="narrow-hidden">{row.unit || '–'}</td>
      <td>
        <RowStanding row={row} house={house} />
        {unshared && <span class="below">{translate(`log.unshared.${unshared}`)}</span>}
        {!fits && <span class="below">{translate('log.leftFilter')}</span>}
      </td>
    </tr>
  );
}

/** The verdict, or why there is none, and what still calls for attention. */
export function RowStanding({ row, house }: { row: CurrentRow; house: House }) {
  const { translate } = house;
  const bare = (row.verdict === 'met' || row.verdict === 'partiallyMet') && row.evidence.length === 0;
  return (
    <>
      {row.verdict === null ? (
        translate(`log.kind.${row.kind}`)
      ) : (
        <VerdictLabel verdict={row.verdict} translate={translate} />
      )}
      {row.conflict && <span class="below attention">{translate('log.conflict')}</span>}
      {bare && <span class="below">{translate('log.noEvidence')}</span>}
    </>
  );
}
