import { clauseSpan, type Span } from './spans.ts';

/** How strongly a text asks: all of it, less than that, or not at all. */
export type Demand = 'full' | 'soft' | 'none';

const words = (list: string): RegExp => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'giu');

/** Wishes and aims: whoever offers without it is not turned away. */
const wish = words(
  [
    'bør|burde|gerne|gjerne|helst|ønskes|ønsker|ønskelig\\p{L}*|foretræk\\p{L}*|foretrekk\\p{L}*|prefer\\p{L}*|tilstræb\\p{L}*|tilstreb\\p{L}*|tilsigt\\p{L}*',
    'should|ideally|desirable|encourag\\p{L}*|kan med fordel|aim to|aims to|strive',
    'så vidt (?:det er )?muligt?|så langt (?:det er |det lar seg |som )?mulig|i (?:videst|størst) muligt?',
    'hvor(?: det er)? muligt|der det er muligt?|where possible|where(?:ver)? it can be|(?:as|so) far as possible',
    '(?:et|sit|som|har|sætter et|setter et) mål|målet er|vil vurdere|vurderer at stille|overvejer|etter hvert|asks the market',
    '(?:oplyser|oplyses|angiver|angis|opplyser|states?|anger|gibt an|geben an)\\P{L}+(?:om|hvorvidt|whether|if|huruvida|ob)',
    'bör|gärna|önskas|önskar|önskvär\\p{L}*|föredra\\p{L}*|eftersträv\\p{L}*|så långt (?:det är |som )?möjligt',
    '(?:där|om|när) (?:det är )?möjligt|i möjligaste mån|(?:har som |ett |vårt |kommunens )mål|målet är',
    'soll(?:te|ten|en)?|möglichst|nach möglichkeit|(?:so|wenn|falls|wo|soweit) (?:es )?möglich|wünschenswert|erwünscht',
    'gewünscht|bevorzug\\p{L}*|vorzugsweise|idealerweise|angestrebt|anzustreben|strebt|kann|können|ziel (?:ist|der)|das ziel',
  ].join('|'),
);
/** Points and weight at the award: better with it, not refused without it. */
const award = words(
  [
    'lægges (?:der )?vægt på|lægger vægt på|legges (?:det )?vekt på|vægtes|vektlegge|point|poeng|points|pluspoint',
    '(?:flere|ekstra) point|evalueringen af kvalitet|scores?|poäng|mervärdes?\\p{L}*|viktas|premieras',
    'punkte|(?:zusatz|wertungs|bonus)punkte\\p{L}*|(?:bei|in) der wertung|gewichtet|positiv (?:ge|be)wertet',
  ].join('|'),
);
/** Says what is taken as proof, which asks for nothing by itself. */
const proof = words(
  [
    '(?:som|as|als) (?:\\p{L}+ )?(?:dokumentation|dokumentasjon|bevis|proof|evidence|documentation|nachweis|beleg)',
    'dokumenteres (?:med|ved)|dokumenteres|er nok|sufficient proof|proof|styrks|verifieras|nachgewiesen|nachzuweisen',
  ].join('|'),
);
const must = words(
  'skal|må|kræves|kreves|krav|must|shall|required|ska|måste|krävs|muss|müssen|gefordert|verlangt|zwingend',
);
/** Only a part of what is bought, or not in every case. */
const part = words(
  [
    'bortset fra|undtagen|med undtagelse af|med unntak av|unntatt|except|excluding|hvoraf|delvist|delvis|partly|en del af',
    'nogle af|enkelte|some of|(?:eller|og|or|and|och|oder|und)\\s+(?:[\\p{L}-]+\\s+){0,2}(?:hybrid|laddhybrid|plug-in)\\p{L}*',
    'med undantag (?:av|för)|förutom|varav|en del av|några av|vissa|mit ausnahme|ausgenommen|teilweise|zum teil|ein teil|einige',
  ].join('|'),
);
const share =
  /(\d+(?:[.,]\d+)?)\s*(?:%|pct\.?|procent|prosent|per ?cent|prozent)\s*(?:af|av|of|der|des|von)(?!\p{L})|(?<!\p{L})(?:halvdelen|halvparten|half|hälften|hälfte)\s+(?:af|av|of|der|des|von)/giu;

/** Says outright that it is not asked. */
const release = new RegExp(
  [
    '(?<!\\p{L})(?:ikke|ikkje|ingen|intet|no|not|nor)\\P{L}+(?:(?:et|noe|noget|nogen|noen|som|be|stilles?|a|any|der|det)\\P{L}+){0,3}' +
      '(?:krav|kræves|krevet|krævet|krevd|requirements?|required|necessary|nødvendigt?|obligatorisk|mandatory)(?!\\p{L})',
    '(?:kræves|kreves|forlanges|stilles|videreføres|behøver|behøves|trenger|gælder|gjelder)\\P{L}+(?:ikke|ikkje)(?!\\p{L})',
    '(?:need not|do(?:es)? not (?:need|have) to|(?:is|are) not (?:needed|required))(?!\\p{L})',
    '(?:på lik linje med|på lige fod med|frivilligt?|valgfrit|optional|valfritt|freiwillig)(?!\\p{L})',
    '(?<!\\p{L})(?:inte|ej|inga|inget|ingen)\\P{L}+(?:(?:något|några|som|ett)\\P{L}+){0,2}(?:krav|kravet|krävs|krävas|nödvändig\\p{L}*|obligatorisk\\p{L}*)(?!\\p{L})',
    '(?<!\\p{L})(?:krävs|fordras|behöver|behövs|ställs)\\P{L}+(?:inte|ej)(?!\\p{L})',
    '(?<!\\p{L})nicht\\P{L}+(?:(?:zwingend|ausdrücklich|unbedingt)\\P{L}+)?(?:verlangt|gefordert|erforderlich|vorgeschrieben|notwendig|nötig|zwingend|verpflichtend|vorausgesetzt)(?!\\p{L})',
    '(?<!\\p{L})keine\\p{L}?\\P{L}+(?:\\p{L}+\\P{L}+){0,2}(?:anforderung|forderung|pflicht|vorgabe|voraussetzung)\\p{L}*(?!\\p{L})',
    '(?<!\\p{L})(?:müssen|muss|brauchen|braucht)\\P{L}+(?:[\\p{L}-]+\\P{L}+){0,3}nicht(?!\\p{L})',
  ].join('|'),
  'giu',
);
/** Turns away what the wording names. */
const refusal =
  /(?<!\p{L})(?:(?:accepteres|godtages|godtas|aksepteres|tillades|tillates|tilbydes|tilbys|ønskes)\P{L}+ikke|(?:accepteras|godtas|tillåts|godkänns|får|ska)\P{L}+(?:inte|ej)|nicht\P{L}+(?:akzeptiert|zugelassen|angenommen|anzubieten|angeboten)|(?:skal|må|kan)\P{L}+ikke|(?:is|are|must|may|will|shall)\P{L}+not)(?!\p{L}|\P{L}+(?:over|exceed|(?:være|be|udlede|slippe ut|bruge|bruke)\P{L}+(?:over|mere|mer|højere|høyere|above|more|higher)))/giu;
/** Words shortly before a wording that turn it round. */
const denial =
  /(?:^|[^\p{L}])(ikke|uden|uten|intet|ingen|ikkje|not|no|without|except|undtagen|unntatt|inte|ej|inga|inget|utan|nicht|kein\p{L}{0,2}|ohne|ausgenommen)(?:[^\p{L}]+\p{L}+){0,3}[^\p{L}]*$/iu;
/** Words that belong to a wording which is itself a ban ("uden PVC"). */
const banning =
  /(?<!\p{L})(?:ikke|ikkje|uden|uten|ingen|intet|not|no|without|free|fri|frit|\p{L}+fri[et]?|inte|ej|inga|utan|fria|fritt|\p{L}+fri(?:a|tt)|nicht|keine?|ohne|\p{L}*frei\p{L}{0,2})(?!\p{L})/iu;
/** "Not with diesel but with biogas" asks for what stands behind it. */
const rather = /(?<!\p{L})(?:sondern|(?<=(?<!\p{L})(?:inte|ej)(?!\p{L}).*)utan)(?!\p{L})/iu;
const lookBack = 60;

/** Whether the words before a span turn it round ("uden", "not"). */
export function isDenied(text: string, { start }: Span): boolean {
  const before =
    text
      .slice(Math.max(0, start - lookBack), start)
      .split(/[.;:!?\n]/)
      .at(-1) ?? '';
  return denial.test(before.split(rather).at(-1) ?? '');
}

/** What the words around a wording are held against. */
interface Asked extends Span {
  /** The sentence that it stands in. */
  sentence: Span;
  /** Its own words, which do not weaken it: who asks for points by them asks for them fully. */
  words: readonly Span[];
  /** The target has a share of its own, with which stated shares are compared elsewhere. */
  hasShare: boolean;
  /** The target itself asks for no more than points at the award. */
  isAward: boolean;
  /** A label or a class of one, which may be named as the proof of something else. */
  isProof: boolean;
}

/** How strongly the words around a wording ask for it. */
export function demandOf(text: string, span: Asked): Demand {
  const { words: own, hasShare, isAward, isProof } = span;
  const clause = clauseSpan(text, span, span.sentence);
  const stands = (pattern: RegExp): boolean =>
    [...text.slice(clause.start, clause.end).matchAll(pattern)].some(({ index, 0: found }) => {
      const start = clause.start + index;
      return !own.some((one) => start < one.end && start + found.length > one.start);
    });
  if (stands(release)) return 'none';
  const isBan = own.some(({ start, end }) => banning.test(text.slice(start, end)));
  if (!isBan && (stands(refusal) || own.some((one) => isDenied(text, one)))) return 'none';
  if (stands(wish) || (!isAward && stands(award)) || stands(part) || (isProof && stands(proof) && !stands(must)))
    return 'soft';
  return !hasShare && isPartOnly(text.slice(clause.start, clause.end)) ? 'soft' : 'full';
}

/** Whether a share below all of it is named, of something. */
function isPartOnly(clause: string): boolean {
  return [...clause.matchAll(share)].some(
    ([, figure]) => figure === undefined || Number(figure.replace(',', '.')) < 100,
  );
}
