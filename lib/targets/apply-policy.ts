import { checksum } from './checksum.ts';
import { withoutEquivalent } from './equivalence.ts';
import { strictness, withOwnValue } from './limit.ts';
import type { CatalogueTarget, TargetData } from './load.ts';
import type { Policy, PolicyNote, PolicyProblem, PolicyProblemCode, PolicyValue } from './policy.ts';
import { type Case, type Localized, languages, type Target } from './schema.ts';

/** The content of the packs as the build carries it. */
export type Catalogue = Omit<TargetData, 'files'>;

type Refuse = (path: string, code: PolicyProblemCode, values?: Record<string, string>) => void;
type Changed = Map<CatalogueTarget, CatalogueTarget>;

/** Scheme of the targets that an organisation has added itself. */
const ownScheme = 'OWN';

/**
 * The packs with an organisation's policy laid over them. Each target that the policy speaks of carries a note with
 * the own and the shared value. What does not fit is refused, part by part, and the shared target stays as it is.
 * Switched-off targets stay in the catalogue for the log; `inUse` leaves them out.
 */
export function applyPolicy(data: Catalogue, policy: Policy): { data: Catalogue; refused: PolicyProblem[] } {
  const refused: PolicyProblem[] = [];
  const refuse: Refuse = (path, code, values = {}) => refused.push({ path, code, values });
  const changed: Changed = new Map();
  tighten(data, policy, changed, refuse);
  switchOff(data, policy, changed, refuse);
  const { name } = policy.organisation;
  const added = ownTargets(data, policy.added, { list: 'added', scheme: ownScheme, organisation: name }, refuse);
  const cases = ownCases(data, policy, refuse);
  return {
    refused,
    data: {
      ...data,
      version: `${data.version}+${checksum(JSON.stringify(policy))}`,
      targets: [...data.targets.map((target) => changed.get(target) ?? target), ...added],
      cases: [...data.cases, ...cases],
    },
  };
}

/** The catalogue without the targets that the policy switched off: what pages are matched with. */
export function inUse(data: Catalogue): Catalogue {
  return { ...data, targets: data.targets.filter(({ policy }) => policy?.kind !== 'switchedOff') };
}

/** Versions that a policy can still change: historical ones serve old decisions as they were. */
function versionsOf(data: Catalogue, id: string): CatalogueTarget[] {
  return data.targets.filter((target) => target.id === id && target.sourceState !== 'historical');
}

function tighten(data: Catalogue, policy: Policy, changed: Changed, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const [place, entry] of policy.stricter.entries()) {
    const { target: id } = entry;
    const path = `stricter.${place}`;
    const known = versionsOf(data, id);
    const versions = known.filter(({ verified }) => verified);
    const problem =
      known.length === 0 ? 'unknownTarget' : versions.length === 0 ? 'unverified' : seen.has(id) ? 'twice' : null;
    seen.add(id);
    if (problem) refuse(`${path}.target`, problem, { id });
    else if (entry.criterion && asksForLabelAlone(versions, entry.criterion, data))
      refuse(`${path}.criterion`, 'equivalent', { id });
    else {
      for (const target of versions) {
        const values = ownValues(target, entry.thresholds, `${path}.thresholds`, refuse);
        if (values.size > 0) changed.set(target, tightened(target, entry, values, policy.organisation.name));
      }
    }
  }
}

function asksForLabelAlone(versions: readonly CatalogueTarget[], text: Localized, { ecolabels }: Catalogue): boolean {
  const criterion = { kind: 'technicalSpecifications' as const, text };
  return versions.some((target) => withoutEquivalent({ ...target, criterion }, ecolabels).length > 0);
}

type StricterEntry = Policy['stricter'][number];

/** The stricter values by the place of their limit; those that are not stricter are refused. */
function ownValues(
  target: CatalogueTarget,
  limits: StricterEntry['thresholds'],
  path: string,
  refuse: Refuse,
): Map<number, PolicyValue> {
  const values = new Map<number, PolicyValue>();
  for (const [row, { metric, value }] of limits.entries()) {
    const at = typeof metric === 'number' ? metric : target.thresholds.findIndex((own) => own.metric.da === metric);
    const shared = target.thresholds[at];
    const answer = shared && !values.has(at) ? strictness(shared, value) : null;
    if (!shared) refuse(`${path}.${row}.metric`, 'unknownMetric', { id: target.id, metric: String(metric) });
    else if (answer === null) refuse(`${path}.${row}.metric`, 'twice', { id: String(metric) });
    else if (answer !== 'stricter') {
      const named = { id: target.id, own: String(value), shared: `${shared.op} ${shared.value}` };
      refuse(`${path}.${row}.value`, answer, named);
    } else values.set(at, { metric: shared.metric, unit: shared.unit, own: value, shared: shared.value });
  }
  return values;
}

function tightened(
  target: CatalogueTarget,
  { criterion: ownText, reason }: StricterEntry,
  values: ReadonlyMap<number, PolicyValue>,
  organisation: string,
): CatalogueTarget {
  const list = [...values.values()];
  let text = ownText ?? target.criterion?.text ?? null;
  let sharedWording = false;
  for (const value of ownText || !text ? [] : list) {
    const swapped: typeof text = text && withOwnValue(text, value);
    if (swapped) text = swapped;
    else sharedWording = true;
  }
  return {
    ...target,
    thresholds: target.thresholds.map((threshold, at) => ({
      ...threshold,
      value: values.get(at)?.own ?? threshold.value,
    })),
    criterion: text && { kind: target.criterion?.kind ?? 'technicalSpecifications', text },
    coverage: withOwnPhrases(target.coverage, list),
    policy: { kind: 'stricter', organisation, reason, values: list, sharedWording },
  };
}

/** The wordings that ask for the target, and the same with the own value: both are looked for in a tender. */
function withOwnPhrases(coverage: Target['coverage'], values: readonly PolicyValue[]): Target['coverage'] {
  const phrases: Target['coverage'] = {};
  for (const language of languages) {
    const shared = coverage[language];
    if (!shared) continue;
    const own = shared.flatMap((phrase) =>
      values.flatMap((value) => withOwnValue({ da: phrase }, { ...value, unit: { da: '' } })?.da ?? []),
    );
    phrases[language] = [...new Set([...shared, ...own])];
  }
  return phrases;
}

function switchOff(data: Catalogue, policy: Policy, changed: Changed, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const [place, { target: id, reason }] of policy.switchedOff.entries()) {
    const versions = versionsOf(data, id);
    const problem = switchOffProblem(versions, id, policy) ?? (seen.has(id) ? 'twice' : null);
    seen.add(id);
    if (problem) refuse(`switchedOff.${place}.target`, problem, { id });
    for (const target of problem ? [] : versions) {
      changed.set(target, { ...target, policy: noteOf('switchedOff', policy.organisation.name, reason) });
    }
  }
}

function switchOffProblem(versions: readonly Target[], id: string, policy: Policy): PolicyProblemCode | null {
  if (versions.length === 0) return 'unknownTarget';
  if (policy.stricter.some(({ target }) => target === id)) return 'both';
  return versions.some(({ binding }) => binding === 'law') ? 'law' : null;
}

function noteOf(kind: 'added' | 'switchedOff', organisation: string, reason: string | null): PolicyNote {
  return { kind, organisation, reason, values: [], sharedWording: false };
}

/** Where an organisation's own targets come from: the list of the file that holds them, and what they are called by. */
interface OwnOrigin {
  list: string;
  scheme: string;
  organisation: string;
}

/** The targets that an organisation adds, each marked as its own; one that does not fit beside the others is refused. */
export function ownTargets(
  data: Catalogue,
  targets: readonly Target[],
  { list, scheme, organisation }: OwnOrigin,
  refuse: Refuse,
): CatalogueTarget[] {
  const taken = new Set([...data.targets, ...data.entries].map(({ id }) => id));
  const seen = new Set<string>();
  const added: CatalogueTarget[] = [];
  for (const [place, target] of targets.entries()) {
    const key = `${target.id} ${target.version}`;
    const label = target.ecolabels.find((named) => !data.ecolabels.some(({ id }) => id === named));
    const refuseAs = (field: string, code: PolicyProblemCode, id = target.id) =>
      refuse(`${list}.${place}.${field}`, code, { id });
    if (taken.has(target.id)) refuseAs('id', 'taken');
    else if (seen.has(key)) refuseAs('id', 'twice');
    else if (target.binding === 'law') refuseAs('binding', 'ownLaw');
    else if (label !== undefined) refuseAs('ecolabels', 'unknownEcolabel', label);
    else if (withoutEquivalent(target, data.ecolabels).length > 0) refuseAs('criterion', 'equivalent');
    else {
      seen.add(key);
      added.push({ ...target, scheme, policy: noteOf('added', organisation, null) });
    }
  }
  return added;
}

function ownCases(data: Catalogue, policy: Policy, refuse: Refuse): Case[] {
  const taken = new Set(data.cases.map(({ id }) => id));
  const tips = new Set(data.tips.map(({ id }) => id));
  return policy.cases.filter(({ id, tips: named }, place) => {
    const path = `cases.${place}`;
    const stray = named.find((tip) => !tips.has(tip));
    if (taken.has(id)) refuse(`${path}.id`, 'taken', { id });
    else if (stray !== undefined) refuse(`${path}.tips`, 'unknownTip', { id: stray });
    else {
      taken.add(id);
      return true;
    }
    return false;
  });
}
