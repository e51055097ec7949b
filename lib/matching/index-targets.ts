import type { TargetData } from '../targets/load.ts';
import type { Area, Term, TextLanguage, TitleWords } from '../targets/schema.ts';
import { languages, type Target, textLanguages } from '../targets/schema.ts';
import { stateOn } from '../targets/validity.ts';
import type { MatchArea, MatchIndex, MatchTarget, MatchTerm } from './finding.ts';
import { furtherForms, furtherSpellings } from './further-forms.ts';
import { packWords } from './lexicon.ts';

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
    titleWords: packedTitleWords(data.titleWords),
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
        terms: termsOf(target.terms),
        ...wordingsOf(target.coverage),
        thresholds: target.thresholds.map(({ op, value, unit }) => ({ op, value, unit: unit.da })),
        ecolabels: target.ecolabels,
        ...(target.criterion?.kind === 'awardCriteria' ? { award: true as const } : {}),
      };
    }),
    tips: data.tips.map(({ id, phases, trigger }) => ({
      id,
      phases,
      areas: trigger.areas,
      cpv: trigger.cpv,
      terms: termsOf(trigger.terms),
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

/**
 * The wordings of a target as they are looked for. `a / b + c` stands for a wording in two parts, either `a` or `b` and
 * `c`, anywhere in one sentence. One that begins with `=` meets the target's limits without a figure, one with `~` asks
 * for less than the target.
 */
function wordingsOf(coverage: Target['coverage']): Pick<MatchTarget, 'coverage' | 'asked'> {
  const wordings = textLanguages.flatMap((language) =>
    (coverage[language] ?? []).map((wording) => ({ language, wording })),
  );
  const phrases = wordings.flatMap(({ language, wording }, number) => {
    const mark = /^[=~]/.exec(wording)?.[0] ?? '';
    const parts = wording.replace(/^[=~]\s*/, '').split(' + ');
    return parts.flatMap((part, place) =>
      part.split(' / ').map((phrase) => ({
        language,
        phrase: phrase.trim(),
        asked: parts.length > 1 ? `${mark}${number}.${place}.${parts.length}` : mark,
      })),
    );
  });
  return {
    coverage: phrases.map(({ language, phrase }) => {
      const forms = furtherSpellings(language, phrase);
      return { language, phrase, ...(forms.length > 0 ? { forms } : {}) };
    }),
    asked: phrases.map(({ asked }) => asked).join('|'),
  };
}

function packedTitleWords(words: TitleWords): MatchIndex['titleWords'] {
  const packed = Object.entries(words).map(([language, byArea]) => [
    language,
    Object.fromEntries(
      Object.entries(byArea).map(([area, list]) => [area, packWords(list ?? [], language as TextLanguage)]),
    ),
  ]);
  return Object.fromEntries(packed) as MatchIndex['titleWords'];
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

function termsOf(terms: Partial<Record<TextLanguage, Term[]>>): MatchTerm[] {
  return textLanguages.flatMap((language) => (terms[language] ?? []).map((term) => matchTerm(language, term)));
}

function matchTerm(language: MatchTerm['language'], term: Term): MatchTerm {
  const { word, compound, inflect, not, strength } = term;
  const forms = furtherForms(language, term);
  return {
    language,
    word,
    ...(compound && compound !== 'none' ? { compound } : {}),
    ...(inflect === 'none' ? { exact: true } : {}),
    ...(forms.length > 0 ? { forms } : {}),
    ...(not?.length ? { not } : {}),
    ...(strength === 'weak' ? { weak: true } : {}),
  };
}
