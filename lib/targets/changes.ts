import type { Target } from './schema.ts';

/** Fields that two versions are compared by, in the order in which a reader wants to know. */
const comparedFields = [
  'title',
  'requirement',
  'thresholds',
  'criterion',
  'proofs',
  'ecolabels',
  'plain',
  'tier',
  'binding',
  'jurisdiction',
  'area',
  'cpv',
  'valid',
  'sourceState',
  'figure',
  'erratum',
  'note',
  'verified',
  'source',
] as const satisfies (keyof Target)[];
type ComparedField = (typeof comparedFields)[number];

/** One field that differs, with what it was and what it is. */
export type Change = { [F in ComparedField]: { field: F; before: Target[F]; after: Target[F] } }[ComparedField];

/**
 * What is different between two versions of a target, field by field. The order of labels and codes says nothing, nor
 * does the day on which the source was read; the order of proofs and limits does.
 */
export function changesBetween(before: Target, after: Target): Change[] {
  return comparedFields
    .filter((field) => canonical(comparable(before, field)) !== canonical(comparable(after, field)))
    .map((field) => ({ field, before: before[field], after: after[field] }) as Change);
}

function comparable(target: Target, field: ComparedField): unknown {
  if (field === 'ecolabels') return [...target.ecolabels].sort();
  if (field === 'cpv') return { prefixes: [...target.cpv.prefixes].sort(), except: [...target.cpv.except].sort() };
  if (field === 'source') return { title: target.source.title, url: target.source.url };
  // A level that was set here has no word of the scheme's own.
  if (field === 'tier' && target.tier.derived) return { ...target.tier, word: '' };
  return target[field];
}

/** The same text for the same content, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
