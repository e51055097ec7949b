import { useState } from 'preact/hooks';
import type { HeldPack } from '../../../lib/organisation.ts';
import type { PolicyProblem } from '../../../lib/targets/policy.ts';
import { formatDay } from '../../ui/format.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { JsonFileInput } from './json-file-input.tsx';
import { OutcomeNotes, useOutcome } from './outcome.tsx';
import { besideOwn, removePack, takePack } from './own-files.ts';
import { ProblemLines } from './problem-lines.tsx';

/** The organisation's own packs: each is checked, taken as a whole or refused, replaced and removed. */
export function PackSettings() {
  const house = useHouse();
  const { translate, edge, organisation } = house;
  const { outcome, attempt } = useOutcome<PolicyProblem>();
  const [asking, setAsking] = useState<HeldPack | null>(null);
  const { packs } = organisation;
  // What the user adds must fit beside what the organisation has put here itself.
  const beside = besideOwn(house);

  const take = (file: File, place: number | null) =>
    attempt(async () => {
      const before = await edge.packs.get();
      const context = { language: translate.locale, now: new Date() };
      const problems = await takePack(edge.packs, beside, file, place, context);
      if (problems.length > 0) return { kind: 'refused', file: file.name, problems };
      return { kind: 'done', words: translate(place === null ? 'packs.taken' : 'packs.replaced'), before };
    });
  const remove = ({ place }: HeldPack) =>
    attempt(async () => {
      setAsking(null);
      const before = await edge.packs.get();
      await removePack(edge.packs, place);
      return { kind: 'done', words: translate('packs.removed'), before };
    });
  const undo = (before: unknown) =>
    attempt(async () => {
      await (before === undefined ? edge.packs.remove() : edge.packs.set(before));
      return null;
    });

  return (
    <section class="settings-group" aria-labelledby="packs">
      <h2 id="packs">{translate('packs.title')}</h2>
      <p>{translate('packs.lead')}</p>
      <OutcomeNotes
        outcome={outcome}
        kept={translate('packs.kept')}
        failed={translate('packs.failed')}
        problems={(problems) => <ProblemLines problems={problems} file="pack" />}
        onUndo={undo}
      />
      {packs.length > 0 && (
        <ul class="own-packs">
          {packs.map((held) => (
            <PackRow
              key={`${held.origin} ${held.place}`}
              held={held}
              onReplace={(file) => take(file, held.place)}
              onRemove={() => setAsking(held)}
            />
          ))}
        </ul>
      )}
      <JsonFileInput
        label={translate('packs.choose')}
        hint={translate('packs.hint')}
        onFile={(file) => take(file, null)}
      />
      {asking && (
        <ConfirmDialog
          title={translate('packs.removeTitle', { name: nameOf(asking) })}
          action={translate('packs.remove')}
          onConfirm={() => remove(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{translate('packs.removeText')}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

const nameOf = ({ pack, file }: HeldPack): string => pack?.organisation ?? pack?.scheme ?? file ?? '–';

interface PackRowProps {
  held: HeldPack;
  onReplace: (file: File) => Promise<void>;
  onRemove: () => void;
}

/** One pack: whose, how many targets, which edition, from where and when, and what of it does not fit. */
function PackRow({ held, onReplace, onRemove }: PackRowProps) {
  const { translate } = useHouse();
  const { pack, origin, file, version, takenAt, problems } = held;
  const name = nameOf(held);
  const own = origin === 'file';
  return (
    <li>
      <p>
        <strong class="breakable">{name}</strong>{' '}
        {pack && (
          <a href={formatRoute({ page: 'targets', query: { scheme: pack.scheme } })}>
            {translate('packs.count', { count: pack.targets.length })}
          </a>
        )}
      </p>
      <p class="hint">
        {[
          pack && translate('packs.scheme', { scheme: pack.scheme }),
          translate('packs.version', { version }),
          file,
          takenAt && translate('packs.takenAt', { day: formatDay(takenAt.slice(0, 10), translate.locale) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!own && <p class="hint">{translate(`managed.origin.${origin}`)}</p>}
      {problems.length > 0 && (
        <div class="notice">
          <p>{translate(pack ? 'packs.stale' : 'packs.unreadable')}</p>
          <ProblemLines problems={problems} file="pack" />
        </div>
      )}
      {own && (
        <div class="own-pack-actions">
          <JsonFileInput label={translate('packs.replaceOf', { name })} onFile={onReplace} />
          <button
            type="button"
            class="button small danger"
            aria-label={translate('packs.removeOf', { name })}
            onClick={onRemove}
          >
            {translate('packs.remove')}
          </button>
        </div>
      )}
    </li>
  );
}
