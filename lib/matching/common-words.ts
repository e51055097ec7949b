import { foldWords, symbolKey } from './fold.ts';

/** Words that any text is full of. */
const grammar =
  'af at av den denne der det dette de deres du eller en end enn er et for fra har han hos hvor hvis i ikke ikkje inden ' +
  'innen kan man med men mod mot må når og om op opp over på samt sig seg sin skal som til under ut ved vi vil være ' +
  'a an and any are as at be by can for from has have in is it its may must no not of on or our shall should such ' +
  'than that the their this to which will with within alle andre blir bliver både den disse ellers etter efter ' +
  'før inkl kun mellem mellom også siden så via være år ' +
  'att av den det eller enligt från för har hos inte kan med mot och om på samt ska skall som till ur utan var vid vi ' +
  'als am an auf aus bei das dem den der des die durch ein eine einer eines für gem ggf im in ist mit nach nicht oder ' +
  'sowie sind über und unter von vom werden wird zu zum zur';

/** Words that tenders are full of, whatever is bought. */
const trade =
  'aftale aftaler anbud anlæg anlegg anskaffelse anskaffelsen anskaffelser arbejde arbejder arbeid arbeider avtale ' +
  'avtaler behov brug bruk bygg bygge bygging bygning bygningen byggeri delkontrakt delkontrakter drift entreprise ' +
  'forbindelse forhandling fylkeskommune gjennomføring indkøb innkjøp institusjon kjøp kommune kommunen kommunens ' +
  'kommunal kommunale konkurranse konkurrence kontrakt kontrakten kontrakter krav køb leje leie leveranse leveranser ' +
  'leverance leverancer leverandør leverandøren leverandører levere levering løsning løsninger montering ny nye nyt ' +
  'nytt offentlig offentlige omfatter oppdrag oppdragsgiver opgave opgaver opsjon ordregiver produkt produkter prosjekt ' +
  'projekt rammeaftale rammeaftaler rammeavtale rammeavtaler region ressurser service skole skoler system systemer ' +
  'tilbud tilbyder tilsvarende tjeneste tjenester transport udbud udbuddet udstyr udvikling utstyr utvikling vedligehold ' +
  'vedligeholdelse vedlikehold virksomhed virksomhet ydelse ydelser equivalent agreement contract contracts delivery ' +
  'equipment framework maintenance operation procurement product products project public purchase service services ' +
  'supplier supply support system systems tender use work works ' +
  'anbud avtal kommun kommunens leverans leveranser leverantör system tjänst tjänster underhåll upphandling utrustning ' +
  'auftraggeber auftragnehmer ausführung leistung leistungen lieferung rahmenvertrag stadt vergabe vertrag wartung';

/** Folded when a phrase is first asked for: only a policy is compiled in the browser, and never in a page. */
let known: { ofGrammar: ReadonlySet<string>; ofTrade: ReadonlySet<string> } | null = null;
const keysOf = (words: string): ReadonlySet<string> => new Set(foldWords(words).map(symbolKey));

/** How often a word is met by all odds: 0 for one that says something, 2 for what every sentence has. Folded. */
export function commonness(word: Uint8Array): 0 | 1 | 2 {
  known ??= { ofGrammar: keysOf(grammar), ofTrade: keysOf(trade) };
  const { ofGrammar, ofTrade } = known;
  const key = symbolKey(word);
  if (ofGrammar.has(key)) return 2;
  return ofTrade.has(key) ? 1 : 0;
}
