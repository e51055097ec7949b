import { type HeldThing, type RefusedThing, switchThing } from '../../../lib/bucket.ts';
import { orderShared } from '../../../lib/team/bucket-orders.ts';
import type { Team } from '../../../lib/team/connection.ts';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { ProblemLines } from '../settings/problem-lines.tsx';
import { changeBucket } from './keep-bucket.ts';
import { ShareForm } from './share-form.tsx';

/** Who hands things to all: an organisation's leads, and a partnership's secretariat. */
export const mayShare = (team: Team | null): team is Team => team !== null && team.role !== 'buyer';

/** What a team's server has given: what it is, from whom and when, with the way out; and for those who share, the way in. */
export function SharedThings({ team }: { team: Team | null }) {
  const { translate, organisation } = useHouse();
  const { bucket } = organisation;
  const { held, refused } = bucket ?? { held: [], refused: [] };
  if (held.length + refused.length === 0 && !mayShare(team)) return null;
  return (
    <section class="connection" aria-labelledby="shared">
      <h3 id="shared">{translate('shared.title')}</h3>
      <p class="hint">{translate(held.length > 0 ? 'shared.lead' : 'shared.none')}</p>
      {held.length > 0 && (
        <ul class="own-packs">
          {held.map((thing) => (
            <ThingRow key={`${thing.from} ${thing.key}`} held={thing} team={team} />
          ))}
        </ul>
      )}
      <div role="status">
        {refused.map((thing) => (
          <Refused key={`${thing.from} ${thing.key}`} refused={thing} isHeld={held.some(isSameAs(thing))} />
        ))}
      </div>
      {mayShare(team) && <ShareForm team={team} />}
    </section>
  );
}

const isSameAs =
  ({ from, key }: RefusedThing) =>
  (held: HeldThing) =>
    held.from === from && held.key === key;

/** What a thing is called where it stands in a list. */
export function thingName({ thing }: Pick<HeldThing, 'thing'>): string {
  if (thing.kind === 'policy') return thing.content.organisation.name;
  if (thing.kind === 'pack') return thing.content.organisation ?? thing.content.scheme;
  return thing.content.story.title;
}

function ThingRow({ held, team }: { held: HeldThing; team: Team | null }) {
  const { translate, edge, journal, organisation } = useHouse();
  const { from, key, at, takenAt, off, thing, sequence } = held;
  const name = thingName(held);
  const moment = (when: string) => formatMoment(when, translate.locale);
  const host = new URL(organisation.bucket?.server ?? 'wss://-').host;
  const isHere = team !== null && organisation.bucket?.server === team.server;
  const change = (work: Parameters<typeof changeBucket>[1]) => void changeBucket(edge.bucket, work);
  const turn = () => change((before) => (before ? switchThing(before, held, !off) : before));
  // Without the server nothing newer comes, so there is nothing to hold it back from.
  const remove = () =>
    change(
      (before) => before && { ...before, held: before.held.filter((one) => one.from !== from || one.key !== key) },
    );
  return (
    <li>
      <p>
        <strong class="breakable">{name}</strong> {translate(`shared.kind.${thing.kind}`)}
        {thing.kind === 'pack' && `, ${translate('packs.count', { count: thing.content.targets.length })}`}
      </p>
      <p class="hint">{translate(`shared.from.${from}`, { server: host, at: moment(at), taken: moment(takenAt) })}</p>
      {off && <p class="hint">{translate('shared.off')}</p>}
      <p class="form-actions">
        <button
          type="button"
          class="button small"
          aria-label={translate(isHere ? (off ? 'shared.useOf' : 'shared.stopOf') : 'shared.removeOf', { name })}
          onClick={isHere ? turn : remove}
        >
          {translate(isHere ? (off ? 'shared.use' : 'shared.stop') : 'shared.remove')}
        </button>
        {isHere && from === 'organisation' && mayShare(team) && (
          <button
            type="button"
            class="button small"
            aria-label={translate('shared.takeBackOf', { name })}
            onClick={() => void orderShared(journal, { key, body: null, over: sequence })}
          >
            {translate('shared.takeBack')}
          </button>
        )}
      </p>
    </li>
  );
}

/** A version that was not taken over, with the reasons, and what holds instead. */
function Refused({ refused: { key, at, problems }, isHeld }: { refused: RefusedThing; isHeld: boolean }) {
  const { translate } = useHouse();
  return (
    <div class="notice">
      <p>
        {translate('shared.refused', { key, at: formatMoment(at, translate.locale) })}{' '}
        {isHeld && translate('shared.kept')}
      </p>
      <ProblemLines problems={problems} file={key.startsWith('policy.') ? 'policy' : 'pack'} />
    </div>
  );
}
