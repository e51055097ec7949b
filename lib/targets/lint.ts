import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { withoutEquivalent } from './equivalence.ts';
import type { TargetData } from './load.ts';
import { type AreaId, type Ecolabel, type Target, type Term, type TextLanguage, textLanguages } from './schema.ts';

/**
 * Finds what the schema cannot see: entries that do not fit each other. One line per problem, in the form
 * `targets/<file or id>: what is wrong`; an empty list means that the packs can ship.
 * Reads `data.files` again, because order and print are properties of the text. Runs in the commands and tests only.
 * @param cpvCodes the official codes with eight digits, or null to leave out whether a prefix exists
 */
export function lintTargets(data: TargetData, cpvCodes: ReadonlySet<string> | null): string[] {
  return [
    ...repeatedIds(data),
    ...overlappingVersions(data.targets),
    ...supersededInForce(data.targets),
    ...strayReferences(data),
    ...data.targets.flatMap(missingDates),
    ...data.targets.flatMap((target) => ecolabelProblems(target, data.ecolabels)),
    ...shortTerms(data),
    ...collidingTerms(data.targets),
    ...(cpvCodes ? unknownCpv(data, cpvCodes) : []),
    ...data.files.flatMap(printProblems),
  ];
}

/** The one way a pack is printed: two spaces, one trailing newline. What `--fix` writes. */
export function canonicalPrint(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function repeatedIds(data: TargetData): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  const check = (kind: string, id: string, version: number | null) => {
    const key = `${kind} ${id} ${version}`;
    if (seen.has(key)) {
      problems.push(`targets/${id}: ${kind} stands twice${version === null ? '' : ` in version ${version}`}`);
    }
    seen.add(key);
  };
  for (const target of data.targets) check('target', target.id, target.version);
  for (const tip of data.tips) check('tip', tip.id, tip.version);
  for (const ecolabel of data.ecolabels) check('ecolabel', ecolabel.id, null);
  for (const entry of data.entries) check('entry', entry.id, null);
  for (const example of data.cases) check('case', example.id, null);
  for (const rule of data.wording.rules) check('rule', rule.id, null);
  return problems;
}

/** Two versions of one id in force on the same day would both be shown. */
function overlappingVersions(targets: readonly Target[]): string[] {
  const byId = new Map<string, Target[]>();
  for (const target of targets) byId.set(target.id, [...(byId.get(target.id) ?? []), target]);
  const problems: string[] = [];
  for (const [id, versions] of byId) {
    versions.forEach((one, place) => {
      for (const other of versions.slice(place + 1)) {
        if (one.version === other.version) continue;
        if (firstDay(one) > lastDay(other) || firstDay(other) > lastDay(one)) continue;
        problems.push(`targets/${id}: versions ${one.version} and ${other.version} are valid at the same time`);
      }
    });
  }
  return problems;
}

/** What a better-read record replaces is kept for old decisions and must not be matched beside it. */
function supersededInForce(targets: readonly Target[]): string[] {
  const byId = new Map(targets.map((target) => [target.id, target]));
  return targets.flatMap(({ id, supersedes }) =>
    supersedes.flatMap((old) => {
      const target = byId.get(old);
      if (!target) return [`targets/${id}: supersedes ${old}, which does not exist`];
      return target.sourceState === 'historical'
        ? []
        : [`targets/${old}: is superseded by ${id} and must be historical`];
    }),
  );
}

/** Cases point to tips that exist; an entry must not take the id of a target. */
function strayReferences({ targets, tips, entries, cases }: TargetData): string[] {
  const tipIds = new Set(tips.map(({ id }) => id));
  const targetIds = new Set(targets.map(({ id }) => id));
  return [
    ...cases.flatMap(({ id, tips: named }) =>
      named.filter((tip) => !tipIds.has(tip)).map((tip) => `targets/${id}: names the tip ${tip}, which does not exist`),
    ),
    ...entries.filter(({ id }) => targetIds.has(id)).map(({ id }) => `targets/${id}: is both a target and an entry`),
  ];
}

/** First day as a comparable text; a year or a month counts from its first day. */
function firstDay(target: Target): string {
  return (target.valid.from ?? '0000').padEnd(10, '-01');
}

/** Last day as a comparable text; a year or a month counts to its end. */
function lastDay(target: Target): string {
  const date = target.valid.to ?? '9999';
  return date + '-12-31'.slice(date.length === 4 ? 0 : 3).slice(0, 10 - date.length);
}

function missingDates(target: Target): string[] {
  const { from, to } = target.valid;
  if (target.sourceState === 'historical' && to === null) {
    return [`targets/${target.id}: a historical target needs valid.to`];
  }
  if (target.sourceState === 'coming' && from === null) {
    return [`targets/${target.id}: a coming target needs valid.from`];
  }
  if (target.sourceState === 'draft' && target.valid.to !== null && from === null) {
    return [`targets/${target.id}: a draft with valid.to needs valid.from`];
  }
  if (firstDay(target) > lastDay(target)) return [`targets/${target.id}: valid.from lies after valid.to`];
  return [];
}

function ecolabelProblems(target: Target, ecolabels: readonly Ecolabel[]): string[] {
  const unknown = target.ecolabels
    .filter((id) => !ecolabels.some((ecolabel) => ecolabel.id === id))
    .map((id) => `targets/${target.id}: ecolabel ${id} does not stand in ecolabels.json`);
  const alone = withoutEquivalent(target, ecolabels).map(
    (language) =>
      `targets/${target.id}: the criterion (${language}) asks for an ecolabel without "${language === 'en' ? 'or equivalent' : 'eller tilsvarende'}"`,
  );
  return [...unknown, ...alone];
}

/** Three letters inside a compound match by chance ("bil" in "mobil"). */
function shortTerms(data: TargetData): string[] {
  const check = (id: string, term: Term) =>
    term.word.length < 4 && term.inflect !== 'none' && (term.compound ?? 'none') !== 'none'
      ? [`targets/${id}: the term "${term.word}" is too short for compounds`]
      : [];
  return [
    ...data.targets.flatMap((target) => allTerms(target.terms).flatMap(([, term]) => check(target.id, term))),
    ...data.tips.flatMap((tip) => allTerms(tip.trigger.terms).flatMap(([, term]) => check(tip.id, term))),
    ...data.ecolabels.flatMap((ecolabel) => ecolabel.spellings.flatMap((term) => check(ecolabel.id, term))),
  ];
}

function allTerms(terms: Target['terms']): [TextLanguage, Term][] {
  return textLanguages.flatMap((language) =>
    (terms[language] ?? []).map((term): [TextLanguage, Term] => [language, term]),
  );
}

/**
 * One word that speaks strongly for two areas shows one of them wrongly each time. Targets that are no longer
 * matched and area `all`, which is never counted as a matched area, cannot collide.
 */
function collidingTerms(targets: readonly Target[]): string[] {
  const owners = new Map<string, Map<AreaId, string>>();
  for (const target of targets) {
    if (target.area === 'all' || target.sourceState === 'historical' || target.sourceState === 'outdated') continue;
    for (const [language, term] of allTerms(target.terms)) {
      if (term.strength === 'weak') continue;
      const key = `${language} "${term.word.toLowerCase()}"`;
      const areas = owners.get(key) ?? new Map<AreaId, string>();
      if (!areas.has(target.area)) areas.set(target.area, target.id);
      owners.set(key, areas);
    }
  }
  const problems: string[] = [];
  for (const [key, areas] of owners) {
    if (areas.size < 2) continue;
    const ids = [...areas].map(([area, id]) => `${id} (${area})`);
    problems.push(`targets/${ids[0]}: the term ${key} also speaks strongly for ${ids.slice(1).join(', ')}`);
  }
  return problems;
}

function unknownCpv(data: TargetData, codes: ReadonlySet<string>): string[] {
  const known = new Set([...codes].flatMap((code) => [2, 3, 4, 5, 6, 7, 8].map((length) => code.slice(0, length))));
  const check = (id: string, prefixes: readonly string[]) =>
    prefixes
      .filter((prefix) => !known.has(prefix))
      .map((prefix) => `targets/${id}: no official CPV code starts with ${prefix}`);
  return [
    ...data.areas.flatMap((area) => check(`areas.json (${area.id})`, area.cpv)),
    ...data.targets.flatMap((target) => check(target.id, [...target.cpv.prefixes, ...target.cpv.except])),
    ...data.tips.flatMap((tip) => check(tip.id, tip.trigger.cpv)),
  ];
}

/** `areas.json` is a table kept by hand, one area a line, in the order the areas are shown: it is left as it stands. */
function printProblems(file: string): string[] {
  const name = file
    .split(sep)
    .join('/')
    .replace(/^.*\/targets\//, '');
  if (name === 'areas.json' || name.endsWith('/areas.json')) return [];
  const text = readFileSync(file, 'utf8');
  const content: unknown = JSON.parse(text);
  const problems: string[] = [];
  if (text !== canonicalPrint(content)) problems.push(`targets/${name}: not in canonical print, run with --fix`);
  const unsorted = firstUnsorted(content);
  if (unsorted) problems.push(`targets/${name}: ${unsorted} does not stand in its place, entries are sorted by id`);
  return problems;
}

/** The first entry of a file whose id (then version) is smaller than the one before. */
function firstUnsorted(content: unknown): string | null {
  const { targets, tips, ecolabels, rules } = content as Record<string, { id: string; version?: number }[] | undefined>;
  const entries = targets ?? tips ?? ecolabels ?? rules ?? [];
  const misplaced = entries.find((entry, place) => {
    const before = entries[place - 1];
    if (!before) return false;
    return entry.id < before.id || (entry.id === before.id && (entry.version ?? 0) < (before.version ?? 0));
  });
  return misplaced?.id ?? null;
}
