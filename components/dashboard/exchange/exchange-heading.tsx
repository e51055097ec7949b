import { teamOf } from '../../../lib/team/connection.ts';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute } from '../routes.ts';

/** The ways into and out of the journal, each a page of its own. */
export const exchangeParts = ['export', 'indicators', 'import', 'folder', 'backup'] as const;
export type ExchangePart = (typeof exchangeParts)[number];

/** Parts that are made of the log, which does not come with the figures that a secretariat reads. */
const ofLog: readonly ExchangePart[] = ['export', 'indicators'];

/** Heading of a page of the exchange, with the way to the others. */
export function ExchangeHeading({ part }: { part: ExchangePart }) {
  const { translate, journal } = useHouse();
  const team = useLive('team', () => teamOf(journal));
  const isSecretariat = team.state === 'ready' && team.value?.role === 'secretariat';
  return (
    <>
      <Heading>{translate(`exchange.part.${part}`)}</Heading>

      <nav aria-label={translate('nav.exchange')}>
        <ul class="part-links">
          {exchangeParts.map((name) => (
            <li key={name}>
              <a
                href={formatRoute({ page: 'exchange', id: name === 'export' ? null : name })}
                aria-current={name === part ? 'page' : undefined}
              >
                {translate(`exchange.part.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {isSecretariat && ofLog.includes(part) && (
        <p class="notice">
          {translate('exchange.secretariat')}{' '}
          <a href={formatRoute({ page: 'report' })}>{translate('exchange.secretariatReport')}</a>
        </p>
      )}
    </>
  );
}
