import { type BulkLine, touched } from '../../../lib/log/bulk.ts';
import { targetTitle, useHouse } from '../house.ts';
import { differencesOf } from '../record/revision-words.ts';

/** What the change does to each chosen decision, before anything is written; those that it passes by say why. */
export function BulkPreview({ lines }: { lines: readonly BulkLine[] }) {
  const house = useHouse();
  const { translate } = house;
  const count = touched(lines).length;
  return (
    <>
      <p role="status">
        {translate('bulk.preview', { count })}
        {count < lines.length && ` ${translate('bulk.passedBy', { count: lines.length - count })}`}
      </p>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="bulk-lines" tabIndex={0} aria-label={translate('bulk.previewTitle')}>
        <table class="list">
          <caption class="visually-hidden">{translate('bulk.previewTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{translate('log.tenderAndTarget')}</th>
              <th scope="col">{translate('bulk.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.row.recordId}>
                <th scope="row">
                  {targetTitle(house, line.row.target.id, line.row.target.version)}
                  <span class="below">{line.row.procedure.title}</span>
                </th>
                <td>
                  {line.after === null ? (
                    <span class="muted">{translate(`bulk.left.${line.left}`)}</span>
                  ) : (
                    <ul class="changes">
                      {differencesOf(line.row, { ...line.row, ...line.after }, house).map(({ name, before, after }) => (
                        <li key={name}>
                          {translate(name)}: {before || '–'} → <strong>{after || '–'}</strong>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
