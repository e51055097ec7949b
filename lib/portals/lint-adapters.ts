import type { Adapter, FieldName, Locator, Sample } from './adapter.ts';
import { adapterMatches } from './adapters/index.ts';
import { kindOfAddress } from './kind.ts';
import { normaliseLabel } from './page/label-text.ts';

/** An adapter, the name of its file in `adapters/`, and the samples that the file exports beside it. */
export interface SampledAdapter {
  file: string;
  adapter: Adapter;
  samples: readonly Sample[];
}

/** Fields that the sample of a page with a tender must name, null where the page says nothing of them. */
const named = ['title', 'buyer', 'reference', 'cpv', 'value', 'valueNote', 'deadline', 'language', 'lots'] as const;

/** What breaks with the portal's next release: generated class names, positions, hashes. */
const brittle = /nth-|:first|:last|\.(?:css|sc|jss|Mui)-|_[A-Za-z0-9]{5,}|[a-f0-9]{6,}/;

const host = /^https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/;

/**
 * What is wrong with the adapters, a line each, beginning with the file. Nothing of this runs in a page.
 * @param sampled every adapter that a file exports
 * @param listed the adapters of the list in `adapters/index.ts`, in its order, and the generic one
 * @param fixtures names of the pages that samples may stand for; each must serve one
 * @param today ISO date; nobody can have looked at a portal later
 */
export function lintAdapters(
  sampled: readonly SampledAdapter[],
  listed: readonly Adapter[],
  fixtures: readonly string[],
  today: string,
): string[] {
  const problems = sampled.flatMap(({ file, adapter, samples }) => [
    ...lintFile(file, adapter, samples),
    ...lintAdapter(adapter, listed, today),
    ...samples.flatMap((sample) => lintSample(adapter, sample, listed, fixtures)),
  ]);
  const ids = listed.filter(({ id }) => id !== 'generic').map(({ id }) => id);
  if (ids.join() !== [...new Set(ids)].sort().join()) problems.push('index: ids are not unique and sorted');
  const inFiles = sampled.map(({ adapter }) => adapter);
  const homeless = listed.filter((adapter) => !inFiles.includes(adapter));
  problems.push(...homeless.map(({ id }) => `index: ${id} has no file of its own`));
  const unlisted = inFiles.filter((adapter) => !listed.includes(adapter));
  problems.push(...unlisted.map(({ id }) => `${id}: not in the list of adapters`));
  const used = new Set(sampled.flatMap(({ samples }) => samples.map(({ fixture }) => fixture)));
  problems.push(...fixtures.filter((name) => !used.has(name)).map((name) => `fixture ${name}: no sample reads it`));
  return problems;
}

function lintFile(file: string, { id }: Adapter, samples: readonly Sample[]): string[] {
  const problems: string[] = [];
  if (file !== `${id}.ts`) problems.push(`${id}: its file is ${file}`);
  if (!samples.some(({ kind }) => kind === 'notice' || kind === 'form')) {
    problems.push(`${id}: no sample of a notice or a form`);
  }
  return problems;
}

function lintAdapter(adapter: Adapter, listed: readonly Adapter[], today: string): string[] {
  const { id, matches, marks, insteadWhen, lastVerified } = adapter;
  const problems: string[] = [];
  for (const pattern of matches) if (!host.test(pattern)) problems.push(`${id}: ${pattern} is no https host`);
  const ways = Number(matches.length > 0) + Number(marks !== undefined);
  if (ways !== (id === 'generic' ? 0 : 1)) problems.push(`${id}: is known by hosts or by marks, one of them`);
  for (const pattern of patternsOf(adapter)) {
    try {
      new RegExp(pattern, 'iu');
    } catch {
      problems.push(`${id}: ${pattern} is no regular expression`);
    }
  }
  for (const selector of selectorsOf(adapter)) {
    if (brittle.test(selector.replace(/"[^"]*"/g, ''))) problems.push(`${id}: ${selector} will not last`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(lastVerified) || lastVerified > today) {
    problems.push(`${id}: nobody looked on ${lastVerified}`);
  }
  if (insteadWhen && !listed.some((other) => other.id === insteadWhen.adapter && other !== adapter)) {
    problems.push(`${id}: ${insteadWhen.adapter} cannot take over`);
  }
  return [...problems, ...lintLabels(adapter)];
}

function lintLabels({ id, labels = {} }: Adapter): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const label of Object.values(labels).flat()) {
    if (normaliseLabel(label) !== label) problems.push(`${id}: no page's label becomes "${label}"`);
    if (seen.has(label)) problems.push(`${id}: "${label}" stands twice`);
    seen.add(label);
  }
  return problems;
}

function locatorsOf({ fields }: Adapter): Locator[] {
  return (Object.keys(fields) as FieldName[]).flatMap((field) => fields[field]);
}

function patternsOf(adapter: Adapter): string[] {
  const { address, kinds } = adapter;
  return [
    ...(address === undefined ? [] : [address]),
    ...kinds.map((kind) => kind.address),
    ...locatorsOf(adapter).flatMap((locator) => {
      if ('address' in locator) return [locator.address];
      return 'select' in locator && locator.like !== undefined ? [locator.like] : [];
    }),
  ];
}

/** Every CSS selector of the adapter. */
export function selectorsOf(adapter: Adapter): string[] {
  const { skip, insteadWhen, marks } = adapter;
  return [
    ...skip,
    ...(insteadWhen ? [insteadWhen.select] : []),
    ...(marks === undefined ? [] : [marks]),
    ...locatorsOf(adapter).flatMap((locator) => ('select' in locator ? [locator.select] : [])),
  ];
}

function lintSample(
  adapter: Adapter,
  { address, kind, fixture, expected = {} }: Sample,
  listed: readonly Adapter[],
  fixtures: readonly string[],
): string[] {
  const problems: string[] = [];
  const say = (what: string) => problems.push(`${adapter.id}: ${address} ${what}`);
  if (!URL.canParse(address) || !address.startsWith('https://')) {
    say('is no https address');
    return problems;
  }
  const url = new URL(address);
  const takers = listed.filter((other) => adapterMatches(other, url)).map(({ id }) => id);
  const own = adapter.matches.length > 0 ? [adapter.id] : [];
  if (takers.join() !== own.join()) say(`is taken by ${takers.join(' and ') || 'nobody'}`);
  if (fixture === undefined) {
    const known = kindOfAddress(adapter, url) ?? 'none';
    if (known !== kind) say(`is a ${known} by its address, not a ${kind}`);
    return problems;
  }
  if (!fixtures.includes(fixture)) say(`stands for the missing page ${fixture}`);
  if (kind !== 'notice' && kind !== 'form') return problems;
  const left = named.filter((field) => expected[field] === undefined);
  if (left.length > 0) say(`does not say what to read as ${left.join(', ')}`);
  return problems;
}
