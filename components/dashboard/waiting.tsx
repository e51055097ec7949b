import type { FollowedPage } from '../../lib/log/find/queries.ts';
import { formatDay } from '../ui/format.ts';
import { useHouse } from './house.ts';
import { formatRoute } from './routes.ts';

/** Followed tenders with targets that nobody has decided on, newest first; each leads back to its portal. */
export function Waiting({ waiting }: { waiting: FollowedPage }) {
  const { translate } = useHouse();
  if (waiting.rows.length === 0) return null;
  return (
    <section class="part" aria-labelledby="waiting">
      <h2 id="waiting">{translate('waiting.title')}</h2>
      <table class="list">
        <caption class="visually-hidden">{translate('waiting.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('waiting.tender')}</th>
            <th scope="col" class="narrow-hidden">
              {translate('waiting.followed')}
            </th>
            <th scope="col" class="numeric">
              {translate('waiting.open')}
            </th>
          </tr>
        </thead>
        <tbody>
          {waiting.rows.map(({ procedure, state }) => (
            <tr key={procedure.id}>
              <th scope="row">
                {procedure.url === '' ? (
                  <a href={formatRoute({ page: 'procedure', id: procedure.id })}>{procedure.title}</a>
                ) : (
                  <a href={procedure.url} target="_blank" rel="noreferrer">
                    {procedure.title}
                    <span class="visually-hidden"> {translate('link.newTab')}</span>
                  </a>
                )}
                <span class="below">{[procedure.buyer?.name, procedure.reference].filter(Boolean).join(' · ')}</span>
              </th>
              <td class="narrow-hidden">{formatDay(procedure.followedAt.slice(0, 10), translate.locale, 'short')}</td>
              <td class="numeric">{Object.values(state.targets).filter(({ status }) => status === 'open').length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {waiting.next !== null && <p class="muted">{translate('waiting.more', { count: waiting.rows.length })}</p>}
    </section>
  );
}
