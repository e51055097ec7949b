import { useState } from 'preact/hooks';
import { checkThing, withPacks } from '../../../lib/bucket.ts';
import { packsBeside } from '../../../lib/organisation.ts';
import { type PolicyProblem, parseOwnFile } from '../../../lib/targets/policy.ts';
import { bucketOrders, dropOrder, orderShared } from '../../../lib/team/bucket-orders.ts';
import type { Team } from '../../../lib/team/connection.ts';
import { tokenOf } from '../../../lib/team/subjects.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { JsonFileInput } from '../settings/json-file-input.tsx';
import { ProblemLines } from '../settings/problem-lines.tsx';

/** Under which key a file's content is shared; a pack names its scheme, anything else is held to be a policy. */
function keyOf(content: unknown, team: Team): string {
  const { scheme } = (typeof content === 'object' && content !== null ? content : {}) as { scheme?: unknown };
  return typeof scheme === 'string' ? `pack.${tokenOf(scheme)}` : `policy.${tokenOf(team.organisation)}`;
}

/**
 * Shares a policy or a pack with everybody: one that this browser has imported, or straight from a file. It is held to the
 * same rules as at the readers', so that what they would refuse does not leave.
 */
export function ShareForm({ team }: { team: Team }) {
  const { translate, edge, packs, journal, organisation } = useHouse();
  const [refused, setRefused] = useState<{ name: string; key: string; problems: PolicyProblem[] } | null>(null);
  const live = useLive('bucket orders', () => bucketOrders(journal));
  const orders = live.state === 'ready' ? live.value : [];
  const { policy } = organisation;
  const imported = [
    ...(policy.state === 'held' && policy.origin === 'file'
      ? [{ name: policy.policy.organisation.name, kind: 'policy' as const, content: policy.policy as unknown }]
      : []),
    ...organisation.packs.flatMap(({ origin, pack }) =>
      origin === 'file' && pack
        ? [{ name: pack.organisation ?? pack.scheme, kind: 'pack' as const, content: pack as unknown }]
        : [],
    ),
  ];

  const share = async (name: string, text: string) => {
    const json = parseOwnFile(text);
    const key = keyOf('content' in json ? json.content : null, team);
    const held = organisation.bucket?.held ?? [];
    const place = { from: 'organisation' as const, key };
    const beside = withPacks(packsBeside(packs, await edge.organisation.parts()), held, place);
    const checked = checkThing(key, text, beside, translate.locale);
    if ('problems' in checked) return setRefused({ name, key, problems: checked.problems });
    setRefused(null);
    const over = held.find((one) => one.from === 'organisation' && one.key === key)?.sequence ?? 0;
    await orderShared(journal, { key, body: JSON.stringify(checked.thing.content), over });
  };

  return (
    <>
      {imported.length > 0 && (
        <p class="form-actions">
          {imported.map(({ name, kind, content }) => (
            <button
              key={`${kind} ${name}`}
              type="button"
              class="button small"
              onClick={() => void share(name, JSON.stringify(content))}
            >
              {translate(`shared.share.${kind}`, { name })}
            </button>
          ))}
        </p>
      )}
      <JsonFileInput
        label={translate(`shared.file.${team.role === 'lead' ? 'lead' : 'secretariat'}`)}
        hint={translate('shared.fileHint')}
        onFile={async (file) => share(file.name, await file.text())}
      />
      <div role="alert">
        {refused && (
          <div class="notice">
            <p>{translate('shared.notShared', { file: refused.name })}</p>
            <ProblemLines problems={refused.problems} file={refused.key.startsWith('policy.') ? 'policy' : 'pack'} />
          </div>
        )}
      </div>
      <div role="status">
        {orders.map(({ key, body, refused: why }) => (
          <p key={key} class={why ? 'notice' : 'hint'}>
            {translate(why ? `shared.order.${why}` : body === null ? 'shared.order.back' : 'shared.order.waits', {
              key,
            })}{' '}
            <button type="button" class="button small" onClick={() => void dropOrder(journal, key)}>
              {translate(why ? 'shared.order.drop' : 'shared.order.undo')}
            </button>
          </p>
        ))}
      </div>
    </>
  );
}
