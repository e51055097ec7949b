import type { Settings } from '../settings.ts';
import { goalsOf } from '../targets/goals.ts';
import type { CatalogueTarget, TargetData } from '../targets/load.ts';
import { dayOf, stateOn } from '../targets/validity.ts';
import type { Context, TargetVersion } from './context.ts';
import { type JournalDatabase, onJournal } from './database.ts';

/** The version of a target that holds on a day, else its newest; a decision refers to it for ever. */
export function versionOn(targets: readonly CatalogueTarget[], id: string, day: string): CatalogueTarget | null {
  const versions = targets.filter((target) => target.id === id).sort((a, b) => b.version - a.version);
  return versions.find((target) => stateOn(target, day) === 'inForce') ?? versions[0] ?? null;
}

/** A target in the version that was decided on; null when the packs no longer have it. */
export function exactVersion(targets: readonly CatalogueTarget[], id: string, version: number): CatalogueTarget | null {
  return targets.find((target) => target.id === id && target.version === version) ?? null;
}

/** What the journal notes beside every decision: who, when, which device, which edition of tool and targets. */
export async function writeContext(
  db: JournalDatabase,
  data: Pick<TargetData, 'targets' | 'version'>,
  settings: Pick<Settings, 'author' | 'unit'>,
  toolVersion: string,
  now = new Date(),
): Promise<Context> {
  const day = dayOf(now);
  return {
    now,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    device: await deviceOf(db),
    author: settings.author || null,
    unit: settings.unit,
    toolVersion,
    dataVersion: data.version,
    target: (id) => {
      const target = versionOn(data.targets, id, day);
      return target ? versionOf(target) : null;
    },
  };
}

function versionOf({ id, version, scheme, area, eforms }: CatalogueTarget): TargetVersion {
  return { id, version, scheme, area, goals: goalsOf(eforms), gpp: eforms.bt805 };
}

/** The random id of this installation, made at its first write. */
export async function deviceOf(db: JournalDatabase): Promise<string> {
  return onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, async () => {
      const known = await db.meta.get('device');
      if (typeof known?.value === 'string') return known.value;
      const device = crypto.randomUUID();
      await db.meta.add({ key: 'device', value: device });
      return device;
    }),
  );
}
