import type { TargetData } from '../targets/load.ts';
import type { Area, Language, Term } from '../targets/schema.ts';
import { languages } from '../targets/schema.ts';
import { stateOn } from '../targets/validity.ts';
import type { MatchArea, MatchIndex, MatchTerm, ShortTerms } from './finding.ts';

/**
 * The match index for one day: the targets in force, and those on their way; historical, outdated and unverified
 * ones are not matched.
 * @param day YYYY-MM-DD
 */
export function buildMatchIndex(data: Omit<TargetData, 'files' | 'wording'>, day: string): MatchIndex {
  return {
    version: indexVersion(data, day),
    areas: data.areas.map((area) => matchArea(area, data)),
    cpvWords: data.cpvWords,
    targets: data.targets.flatMap((target) => {
      const state = stateOn(target, day);
      if (!target.verified || (state !== 'inForce' && state !== 'coming' && state !== 'draft')) return [];
      return {
        id: target.id,
        version: target.version,
        area: target.area,
        binding: target.binding,
        jurisdiction: target.jurisdiction,
        tier: target.tier.level,
        state: state === 'inForce' ? ('inForce' as const) : ('coming' as const),
        cpv: target.cpv.prefixes,
        except: target.cpv.except,
        ...termsOf(target.terms),
        coverage: languages.flatMap((language) =>
          (target.coverage[language] ?? []).map((phrase) => ({ language, phrase })),
        ),
        thresholds: target.thresholds.map(({ op, value, unit }) => ({ op, value, unit: unit.da })),
        ecolabels: target.ecolabels,
      };
    }),
    tips: data.tips.map(({ id, phases, trigger }) => ({
      id,
      phases,
      areas: trigger.areas,
      cpv: trigger.cpv,
      ...termsOf(trigger.terms),
      ...(trigger.minimumValue === undefined ? {} : { minimumValue: trigger.minimumValue }),
    })),
    ecolabels: data.ecolabels.map(({ id, carriedBy, spellings }) => ({
      id,
      ...(carriedBy === 'place' ? { ofPlace: true as const } : {}),
      spellings: spellings.map((term) => matchTerm(null, term)),
    })),
  };
}

/**
 * The version of a day's index: that of the packs and of a policy over them, and where each target stands on the day.
 * So two days between which no target comes or goes share one.
 */
export function indexVersion({ version, targets }: Pick<TargetData, 'version' | 'targets'>, day: string): string {
  return `${version}@${targets.map((target) => stateOn(target, day).charAt(0)).join('')}`;
}

function matchArea({ id, cpv }: Area, { areaTerms, pointers }: Pick<TargetData, 'areaTerms' | 'pointers'>): MatchArea {
  const own = areaTerms.find((area) => area.id === id);
  return {
    id,
    cpv,
    terms: own
      ? languages.map((language) => {
          const { strong, weak } = own.terms[language];
          return { language, strong: strong.join('|'), weak: weak.join('|') };
        })
      : [],
    against: own?.against.join('|') ?? '',
    pointer: pointers[id] ?? { id: `area:${id}`, cases: 0, entries: 0 },
  };
}

/** The short form for all terms that it can say; the rest in full. */
function termsOf(terms: Partial<Record<Language, Term[]>>): { terms: MatchTerm[]; short: ShortTerms[] } {
  const full: MatchTerm[] = [];
  const short = languages.flatMap((language) => {
    const own = terms[language] ?? [];
    const packed = own.filter(isShort);
    full.push(...own.filter((term) => !isShort(term)).map((term) => matchTerm(language, term)));
    const listed = (isWeak: boolean) =>
      packed
        .filter(({ strength }) => (strength === 'weak') === isWeak)
        .map(shortForm)
        .join('|');
    return packed.length === 0 ? [] : [{ language, strong: listed(false), weak: listed(true) }];
  });
  return { terms: full, short };
}

function isShort({ word, inflect, forms, not }: Term): boolean {
  return inflect !== 'none' && !forms?.length && !not?.length && !/[|*]/.test(word);
}

function shortForm({ word, compound }: Term): string {
  const tail = compound === 'tail' || compound === 'both' ? '*' : '';
  const head = compound === 'head' || compound === 'both' ? '*' : '';
  return `${tail}${word}${head}`;
}

function matchTerm(
  language: MatchTerm['language'],
  { word, compound, inflect, forms, not, strength }: Term,
): MatchTerm {
  return {
    language,
    word,
    ...(compound && compound !== 'none' ? { compound } : {}),
    ...(inflect === 'none' ? { exact: true } : {}),
    ...(forms?.length ? { forms } : {}),
    ...(not?.length ? { not } : {}),
    ...(strength === 'weak' ? { weak: true } : {}),
  };
}
