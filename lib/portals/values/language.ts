/** Words that speak for a language; those that only it has count double ("ikkje", "udbud"). */
const common: Record<string, string> = {
  da: 'og af at til der det den en et er som på med for skal ikke kan i fra om eller ved har vil samt herunder være',
  nb: 'og av at til det den en et er som på med for skal ikke kan i fra om eller ved har vil samt herunder være å',
  nn: 'og av at til det den ein eit er som på med for skal ikkje kan i frå om eller ved har vil samt å vere',
  sv: 'och av att till det den en ett är som på med för ska inte kan i från om eller vid har kommer samt',
  en: 'the of and to in for is a on with by be as at are this that or from will shall not an',
  de: 'der die das und von zu in für ist mit auf den des im ein eine werden nicht sowie oder durch bei dem zur',
  fi: 'ja on ei tai että sekä joka ovat mukaan sen hankinnan kuin myös voi ovat tarjouksen',
  fr: 'le la les et de des du un une pour dans est par sur au aux en avec ou ce qui marché',
  nl: 'de het een en van in te voor is op met door aan bij of worden zijn niet deze dat wordt naar',
};

const own: Record<string, string> = {
  da: 'af nogle efter mellem bliver kun blive udbyder vejledende mv',
  nb: 'av å etter mellom bli blir anskaffes noen gjelder innen hva fram',
  nn: 'ikkje eit ein frå vere dei noko mellom berre kvar deira desse vert gjeld ynskjer ønskjer treng tilbod anbod denne vera',
  sv: 'och att är för från ska inte ett avser upphandlingen upphandling ramavtal anbud avtalet mellan också endast där deras blir detta denna',
  en: 'the of and shall will services contract supply which tender their',
  de: 'und der die das für werden sowie oder nicht auftrag leistungen lieferung vergabe',
  fi: 'ja sekä hankinta hankinnan tarjoaja sopimus kunnan kaupungin palvelut tavarat kohteena',
  fr: 'les des dans une pour avec marché prestations fourniture services acheteur',
  nl: 'het een van voor worden opdracht gemeente aanbesteding leveren diensten raamovereenkomst',
};

/** Stems of the field that one Scandinavian language alone writes so; each counts double. */
const stems: [string, RegExp][] = [
  ['da', /aftale|udstyr|åben|indkøb|indgå|vedligehold|konkurrence|ydelse|udbud|rengøring|anlæg/u],
  [
    'nb',
    /avtale|utstyr|åpen|innkjøp|inngå|vedlikehold|konkurranse|ytelse|anbud|tjeneste(?:r|ne|n)?$|materiell|leveranse|vegg?ene|anlegg/u,
  ],
  ['nn', /oppdragsgjev|føremål|tenest|kontorm.blar|hovud|breiband|breidband|gjeldande|skaffinga|høve/u],
];

/** Spellings inside words that tell the Scandinavian languages apart. */
const spellings: [string, RegExp][] = [
  [
    'da',
    /(?:^ud[a-zæøå]{3}|(?:gør|køb|løb)|[a-zæøå]{3}hed(?:en|er|s)?$|tion(?:en|er|s)?$|^uden$|ydelse|delkontrakt|tilbud(?:s|det)$)/u,
  ],
  ['nb', /(?:^ut[a-zæøå]{4}|gjør|kjøp|sjon(?:en|er|s)?$|[a-zæøå]{3}het(?:en|er|s)?$|^uten$|ytelse|skaffelse)/u],
  ['nn', /(?:gjer(?:a|ing)|kjøp|sjon(?:en|ar|ane)?$|leik(?:en|ar)?$|(?:ing|ar)ane$|skaffing|^utan$)/u],
  ['sv', /(?:ä|ö|tjänst|köp|[a-zåäö]{3}het(?:en|er|s)?$|ning(?:en|ar)$)/u],
  ['de', /(?:ß|ung(?:en|s)?$|lich|schaft|^ge[a-z]+t$)/u],
  ['fi', /(?:[aeiouyäö]{2}(?:n|sta|ssa|lle|lla)$|kk|yy|ää)/u],
  ['fr', /(?:^[ldq]['’]|[éèêç]|ment$|eaux$)/u],
  ['nl', /(?:ij|sch|heid$|oe[a-z]|aa[a-z])/u],
];

const commonSets = Object.entries(common).map(([language, words]) => [language, new Set(words.split(' '))] as const);
const ownSets = Object.entries(own).map(([language, words]) => [language, new Set(words.split(' '))] as const);

/** As much of a text as tells its language, in characters. */
const enough = 6000;
/** Answers for the latest texts: a page that is read again asks for the same ones. */
const known = new Map<string, string | null>();
const mostKnown = 12;

/**
 * Language of a text by its small words and spellings; the page's interface and its `lang` attribute play no part.
 * @returns da, nb, nn, sv, en, de, fi, fr, nl; null when the text is too short or too even to say
 */
export function languageOf(text: string): string | null {
  const lead = text.slice(0, enough);
  const answer = known.get(lead);
  if (answer !== undefined) return answer;
  const language = judge(lead);
  known.set(lead, language);
  if (known.size > mostKnown) known.delete(known.keys().next().value as string);
  return language;
}

function judge(text: string): string | null {
  const words = (text.toLowerCase().match(/[\p{L}'’]+/gu) ?? []).slice(0, 600);
  const scores = new Map<string, number>();
  const add = (language: string, weight: number) => scores.set(language, (scores.get(language) ?? 0) + weight);
  for (const word of words) {
    for (const [language, set] of commonSets) if (set.has(word)) add(language, 1);
    for (const [language, set] of ownSets) if (set.has(word)) add(language, 2);
    for (const [language, pattern] of stems) if (pattern.test(word)) add(language, 2);
    for (const [language, pattern] of spellings) if (word.length > 3 && pattern.test(word)) add(language, 1);
  }
  const [first, second] = [...scores].sort((one, other) => other[1] - one[1]);
  if (!first || first[1] < 4) return null;
  if (second && first[1] - second[1] < Math.max(1.5, first[1] * 0.06)) return null;
  return first[0];
}
