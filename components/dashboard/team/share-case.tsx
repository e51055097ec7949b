import { type SharedCase, sharedCaseSchema } from '../../../lib/bucket.ts';
import type { OwnCase } from '../../../lib/log/procedures/outcomes.ts';
import { bucketOrders, orderShared } from '../../../lib/team/bucket-orders.ts';
import { teamOf } from '../../../lib/team/connection.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { mayShare } from './shared-things.tsx';

/** A case as it is shared: under its own id, without whoever wrote it and without its tender. */
const sharedOf = ({ story, outcome: { recordId, unit, day } }: OwnCase, organisation: string): SharedCase =>
  sharedCaseSchema.parse({ schema: 1, id: recordId, organisation, unit, day, story });

/** Shares a case that the organisation wrote, for those who may; a case that was changed since can be shared anew. */
export function ShareCase({ own }: { own: OwnCase }) {
  const { translate, journal, organisation } = useHouse();
  const live = useLive('case sharing', async () => ({
    team: await teamOf(journal),
    orders: await bucketOrders(journal),
  }));
  if (live.state !== 'ready' || !mayShare(live.value.team)) return null;
  const { team, orders } = live.value;
  const shared = sharedOf(own, team.organisation);
  const key = `case.${shared.id}`;
  const held = organisation.bucket?.held.find((one) => one.from === 'organisation' && one.key === key);
  const isShared = held?.thing.kind === 'case' && JSON.stringify(held.thing.content) === JSON.stringify(shared);
  const order = orders.find((one) => one.key === key);
  const words = order ? (order.refused ? `shared.order.${order.refused}` : 'shared.order.waits') : 'shared.case.is';
  return (
    <>
      <p class="hint" role="status">
        {(order || isShared) && translate(words, { key: own.story.title })}
      </p>
      {!isShared && order === undefined && (
        <p>
          <button
            type="button"
            class="button small"
            aria-label={translate('shared.case.shareOf', { title: own.story.title })}
            onClick={() => void orderShared(journal, { key, body: JSON.stringify(shared), over: held?.sequence ?? 0 })}
          >
            {translate('shared.case.share')}
          </button>
        </p>
      )}
    </>
  );
}
