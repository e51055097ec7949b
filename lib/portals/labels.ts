import type { FieldName, OwnLabels } from './adapter.ts';

/**
 * Label texts of the fields: the official eForms words of each language, those of earlier years, and what the
 * national portals write. Lower case, without colon, number and "(cpv)"; see `normaliseLabel`.
 */
const words: Record<FieldName, string> = {
  title:
    'titel|tittel|title|titre|ilmoituksen nimi|kontraktens titel|udbuddets titel|udbudstitel|titel på udbuddet|udbuddets navn|navn på udbuddet|betegnelse for kontrakten|konkurransens navn|navn på anskaffelsen|anskaffelsens navn|tittel på anskaffelsen|tittel på konkurransen|upphandlingens namn|upphandlingens benämning|benämning på upphandlingen|hankinnan nimi|tender title|contract title|title attributed to the contract|name of the procurement|bezeichnung des auftrags|titel der ausschreibung|benaming van de opdracht|intitulé|intitulé du marché|udbudsforretningens titel|opgavens titel|opgavetitel|titel på kontrakten|kontraktens navn|emne for udbuddet|tittel på kontrakten|oppdragets tittel|navn på konkurransen|kontraktets titel|titel på upphandlingen|upphandlingens titel|hankinnan otsikko|hankinnan nimike|sopimuksen nimi|title of the procurement|title of the contract|procurement title|notice title|name of the contract|auftragsbezeichnung|bezeichnung der ausschreibung|titel des auftrags|titel van de opdracht|naam van de opdracht|titel aanbesteding|titre du marché|titre attribué au marché|intitulé de la consultation',
  description:
    'beskrivelse|kort beskrivelse|opgavebeskrivelse|beskrivelse af udbuddet|beskrivelse af opgaven|beskrivelse af indkøbet|beskrivelse av anskaffelsen|beskrivning|kort beskrivning|kortfattad beskrivning|beskrivning av upphandlingen|kuvaus|lyhyt kuvaus|hankinnan kuvaus|description|short description|detailed description|description of the procurement|beschreibung|kurze beschreibung|kurzbeschreibung|beschreibung der beschaffung|beschrijving|korte beschrijving|description succincte|beskrivelse af kontrakten|kort beskrivelse af opgaven|kort beskrivelse af kontrakten|beskrivelse af kontraktens omfang|beskrivelse av kontrakten|kort beskrivelse av anskaffelsen|kort beskrivelse av kontrakten|beskrivning av kontraktet|hankinnan lyhyt kuvaus|sopimuksen kuvaus|description of the contract|short description of the contract|summary of the contract|beschreibung des auftrags|kurze beschreibung des auftrags|leistungsbeschreibung|beschrijving van de opdracht|korte beschrijving van de opdracht|beschrijving van de aanbesteding|description du marché|description de la procédure|description de la consultation',
  buyer:
    "officielt navn|offisielt navn|officiellt namn|virallinen nimi|official name|offizielle bezeichnung|officiële naam|nom officiel|ordregiver|ordregiverens navn|ordregivers navn|ordregivende myndighed|den ordregivende myndighed|ordregivende enhed|køber|navn på ordregiver|oppdragsgiver|oppdragsgivers navn|innkjøper|kjøper|upphandlande myndighet|upphandlande organisation|köpare|beställare|ostaja|hankintayksikkö|buyer|name of the buyer|contracting authority|contracting entity|auftraggeber|öffentlicher auftraggeber|vergabestelle|aanbestedende dienst|acheteur|pouvoir adjudicateur|navn på den ordregivende myndighed|den ordregivende myndigheds navn|udbyder af opgaven|offentlig ordregiver|offentlig oppdragsgiver|oppdragsgiver navn|den upphandlande myndighetens namn|upphandlande enhet|upphandlare|hankintayksikön nimi|hankintaviranomainen|buyer name|name of contracting authority|name of the contracting authority|public buyer|beschaffer|name des auftraggebers|zur angebotsabgabe auffordernde stelle|officiële benaming|aanbesteder|koper|opdrachtgever|naam aanbestedende dienst|naam van de aanbestedende dienst|nom de l'acheteur|organisme acheteur|entité adjudicatrice|nom de l'organisme",
  buyerId:
    "registreringsnummer|nationalt registreringsnummer|nasjonalt registreringsnummer|organisasjonsnummer|organisationsnummer|org.nr|org.nr.|cvr|cvr-nummer|cvr-nr|cvr-nr.|cvr nr|cvr nr.|cvr nummer|ordregivers cvr-nummer|rekisterinumero|y-tunnus|registration number|national registration number|registrierungsnummer|nationale identifikationsnummer|registratienummer|numéro d'enregistrement|cvr nr|nationalt identifikationsnummer|cvr-/se-nummer|nationellt registreringsnummer|organisasjonsnr|orgnr|org. nr.|kansallinen rekisterinumero|yritystunnus|nationale identifikationsnummer|handelsregisternummer|nationaal identificatienummer|nationaal registratienummer|kvk-nummer|numéro national d'identification|numéro national d'enregistrement|siret|n° siret",
  country: 'land|country|maa|pays|valtio',
  role: 'rolle|roller|role|roles|roll|rooli|roolit|rollen|rol|rôle|rôles|denne organisations roller|roller i denne organisation|organisationens roller|organisationens rolle|denne organisasjonens roller|organisasjonens roller|roller for denne organisasjonen|den här organisationens roller|organisationens roll|tämän organisaation roolit|organisaation roolit|roles of this organisation|role of this organisation|rollen dieser organisation|rolle der organisation|rollen van deze organisatie|rol van de organisatie|rôles de cette organisation',
  reference:
    'intern id|intern identifikator|intern identifierare|sisäinen tunniste|internal identifier|interne kennung|interne identificatiecode|identifiant interne|sagsnummer|sagsnr|sagsnr.|sags nr.|journalnummer|j.nr.|referencenummer|reference|referenznummer|aktenzeichen|referansenummer|referanse|saksnummer|saksnr|saksnr.|referensnummer|diarienummer|dnr|viitenumero|reference number|file reference|ref.|numéro de référence|référence|intern identifikation|internt id|internt sagsnummer|sagsnummer hos ordregiver|ordregivers sagsnummer|ordregivers reference|journalnr.|journalnr|j.nr|udbudsnummer|intern referanse|oppdragsgivers referanse|saksreferanse|arkivreferanse|intern referens|upphandlingens referensnummer|upphandlingens diarienummer|diarienr|diarienr.|hankinnan viitenumero|hankinnan tunnus|diaarinumero|asianumero|internal reference|procurement reference|reference no|reference no.|contract reference|referenznummer der bekanntmachung|geschäftszeichen|vergabenummer|interne referentie|referentienummer|dossiernummer|référence interne|référence du marché|numéro de référence attribué au dossier',
  procedureId:
    'procedure-id|procedureidentifikator|procedurens identifikator|procedure identifier|identifikator for proceduren|prosedyreidentifikator|identifikator for prosedyren|prosedyre-id|förfarandets identifierare|identifierare för förfarandet|menettelyn tunniste|kennung des verfahrens|identificatiecode van de procedure|identifiant de la procédure|procedurens id|procedure id|identifikation af proceduren|id for prosedyren|förfarandets id|verfahrenskennung|vergabeverfahrens-id|procedurenummer|identificatienummer van de procedure',
  publicationNumber:
    "bekendtgørelsesnummer|bekendtgørelsens offentliggørelsesnummer|bekendtgørelsens publikationsnummer|offentliggørelsesnummer|notice publication number|publication number|kunngjøringsnummer|kunngjøringens publiseringsnummer|doffin-referanse|doffin referanse|publiceringsnummer|meddelandets publiceringsnummer|ilmoituksen julkaisunumero|veröffentlichungsnummer der bekanntmachung|publicatienummer aankondiging|numéro de publication de l’avis|bekendtgørelsesnummer i eut|bekendtgørelsens nummer|nummer i eut|kunngjøringsreferanse|doffin-nummer|doffinreferanse|meddelandenummer|publikationsnummer|ilmoituksen numero|ilmoitusnumero|notice number|notice reference|ojs notice number|bekanntmachungsnummer|veröffentlichungsnummer|publicatienummer van de aankondiging|publicatienummer|numéro de publication|numéro de l'avis|numéro d'annonce",
  cpvMain:
    'primær klassifikation|primær klassificering|hoved klassifisering|hovedklassifisering|hovedklassifiseringskode|huvudklassificering|huvudsaklig cpv-kod|huvudsaklig klassificering|pääasiallinen luokitus|main classification|main cpv code|main cpv|haupteinstufung|belangrijkste classificatie|nomenclature principale|hoved-cpv-kode|hoved cpv-kode|cpv-hovedkode|hovedkode|cpv|cpv-kode|cpv kode|cpv-koder|cpv koder|cpv-kode(r)|cpv kode(r)|cpv-kod|cpv-kod(er)|cpv code|cpv codes|cpv-code|cpv-codes|cpv-code hauptteil|cpv-koodi|cpv-koodit|hankintanimikkeistö|hankintanimikkeistö (cpv-koodi)|varugrupp|cpv-klassifikation|hovedklassifikation|hoved-cpv|primær cpv-kode|primær cpv|cpv-nummer|cpv nr.|cpv-nr.|cpv-kode, hovedkode|hoved-cpv-koder|hovedkode (cpv)|felles innkjøpsklassifisering|felles innkjøpsklassifisering (cpv)|hoved cpv|cpv-kod huvudsaklig|huvudklassifikation|huvudkod|huvud-cpv|cpv-koder huvud|pääluokitus|pääasiallinen cpv-koodi|pää-cpv-koodi|cpv-pääkoodi|main cpv-code|main classification code|primary cpv code|primary classification|hauptklassifikation|haupt-cpv-code|cpv-hauptcode|cpv-code(s)|cpv-code hoofdcategorie|hoofdcategorie|hoofdclassificatie|cpv-hoofdcode|cpv code hoofdcategorie|code cpv|codes cpv|code cpv principal|cpv principal|classification principale|nomenclature cpv|classification cpv',
  cpvAdditional:
    'supplerende klassifikation|yderligere klassificering|yderligere klassifikation|ytterligere klassifisering|tilleggsklassifiseringskode|tilleggsklassifisering|ytterligare klassificering|ytterligare cpv-koder|ytterligare cpv-kod|lisäluokitus|additional classification|additional cpv code|additional cpv codes|additional cpv code(s)|zusätzliche einstufung|zusätzliche cpv-codes|aanvullende classificatie|nomenclature complémentaire|supplerende cpv-kode|supplerende cpv-koder|supplerende cpv-kode(r)|øvrige cpv-koder|andre cpv-koder|tilleggskoder|ytterligere cpv-koder|supplerende cpv|sekundære cpv-koder|øvrige cpv|andre cpv|tilleggs-cpv|tilleggs-cpv-koder|tilleggskoder (cpv)|supplerende klassifisering|ytterligere cpv-kode(r)|kompletterande klassificering|ytterligare cpv-kod(er)|kompletterande cpv-koder|tilläggskoder|lisä-cpv-koodi|lisä-cpv-koodi(t)|lisä-cpv-koodit|muut cpv-koodit|additional cpv|additional classification code|supplementary cpv codes|other cpv codes|secondary cpv codes|weitere cpv-codes|weitere(r) cpv-code(s)|zusätzliche klassifikation|ergänzende gegenstände|aanvullende cpv-code|aanvullende cpv-codes|aanvullende cpv-code(s)|bijkomende cpv-codes|code(s) cpv additionnel(s)|codes cpv additionnels|code cpv additionnel|cpv supplémentaires|codes cpv supplémentaires|nomenclature supplémentaire|classification complémentaire',
  value:
    'anslået værdi eksklusiv moms|anslået værdi ekskl. moms|anslået værdi|værdi eksklusiv moms|værdi eksklusive moms|værdi ekskl. moms|verdi eksklusiv mva.|verdi ekskl. mva.|value excluding vat|anslået samlet værdi|anslået kontraktværdi|anslået kontraktværdi ekskl. moms|kontraktens anslåede værdi|skønnet kontraktsum|skønnet værdi|forventet kontraktsum|anslått verdi eksklusiv merverdiavgift|anslått verdi eks. mva.|anslått verdi ekskl. mva|anslått verdi ekskl. mva.|anslått verdi|anslått totalverdi|estimert verdi|estimert verdi ekskl. mva|beräknat värde exklusive moms|beräknat värde|uppskattat värde|uppskattat totalt värde|ennakoitu arvo ilman arvonlisäveroa|ennakoitu arvo|arvioitu arvo|estimated value excluding vat|estimated value|estimated total value|geschätzter wert ohne mwst.|geschätzter wert|geschätzter gesamtwert|geraamde waarde exclusief btw|geraamde waarde|valeur estimée hors tva|valeur estimée|anslået værdi eksklusive moms|anslået værdi uden moms|anslået kontraktsum|kontraktens værdi|kontraktens anslåede samlede værdi|estimeret værdi|estimeret værdi ekskl. moms|estimeret kontraktværdi|forventet værdi|forventet kontraktværdi|udbuddets anslåede værdi|kontraktværdi|anslått verdi ekskl. merverdiavgift|anslått kontraktsverdi|estimert kontraktsverdi|kontraktsverdi|verdi eksklusive merverdiavgift|anskaffelsens anslåtte verdi|beräknat totalt värde|uppskattat värde exklusive moms|uppskattat kontraktsvärde|upphandlingens värde|värde exklusive moms|arvioitu kokonaisarvo|ennakoitu kokonaisarvo|hankinnan arvo|hankinnan ennakoitu arvo|hankinnan arvioitu arvo|arvo ilman alv:tä|estimated value (excluding vat)|estimated contract value|total estimated value|total value (estimated)|contract value|value of contract|geschätzter auftragswert|auftragswert|wert ohne mwst.|geschätzter gesamtwert ohne mwst.|geraamde totale waarde|geraamde waarde excl. btw|geschatte waarde|waarde zonder btw|valeur totale estimée|valeur estimée du marché|montant estimé|valeur hors tva|montant estimé ht',
  maximum:
    "rammeaftalens maksimale værdi|rammeaftalens maksimumsværdi|maksimumsværdi for rammeaftalen|maksimal værdi af rammeaftalen|maksimal værdi|maksimumsværdi|rammeavtalens maksimumsverdi|maksimal verdi for rammeavtalen|maksimal verdi|ramavtalets högsta värde|högsta värde för ramavtalet|takvolym|maximum value of the framework agreement|framework maximum value|maximum value|höchstwert der rahmenvereinbarung|maximumwaarde van de raamovereenkomst|valeur maximale de l'accord-cadre|puitejärjestelyn enimmäisarvo|rammeaftalens maksimale værdi eksklusiv moms|maksimal kontraktværdi|maksimal værdi ekskl. moms|øvre grænse|rammeavtalens maksimale verdi|maksverdi|maksimumsverdi|ramavtalets maximala värde|högsta beräknade värde|maximivärde|takvärde|puitejärjestelyn suurin arvo|enimmäisarvo|maximum framework value|maximalwert der rahmenvereinbarung|höchstwert|maximale waarde van de raamovereenkomst|maximale waarde|montant maximum|valeur maximale",
  deadline:
    'frist for modtagelse af tilbud|frist for modtagelse af tilbud eller ansøgninger om deltagelse|frist for modtagelse af ansøgninger om deltagelse|frist for modtagelse af anmodninger om deltagelse|frist for afgivelse af tilbud|tilbudsfrist|ansøgningsfrist|tidsfrist for tilbud|frist for mottak av tilbud|frist for mottak av tilbud eller forespørsler om deltakelse|frist for innlevering av tilbud|innleveringsfrist|tidsfrist för mottagande av anbud|sista anbudsdag|anbudsfrist|sista dag för anbud|tidsfrist för mottagande av anbudsansökningar|tarjousten vastaanottamisen määräaika|tarjousten määräaika|deadline for receipt of tenders|deadline for receipt of requests to participate|time limit for receipt of tenders|time limit for receipt of tenders or requests to participate|tender deadline|submission deadline|closing date|frist für den eingang der angebote|angebotsfrist|abgabefrist|schlusstermin für den eingang der angebote|uiterste datum voor de ontvangst van inschrijvingen|date limite de réception des offres|frist for modtagelse af bud eller ansøgninger om deltagelse|frist for modtagelse af tilbud eller anmodninger om deltagelse|frist for modtagelse af bud|frist for tilbud|frist for indsendelse af tilbud|tidsfrist for modtagelse af tilbud|tidsfrist for afgivelse af tilbud|tilbudsfristens udløb|frist for ansøgning|frist for prækvalifikation|frist for innlevering|frist for å levere tilbud|tilbudsfristen|frist for forespørsel om deltakelse|frist for mottak av forespørsler om deltakelse|kvalifikasjonsfrist|tidsfrist för mottagande av anbud eller anbudsansökningar|anbudstidens utgång|sista dag att lämna anbud|sista ansökningsdag|sista anbudsdag (utc+01:00)|anbud ska ha inkommit senast|tarjousten tai osallistumishakemusten vastaanottamisen määräaika|tarjousaika päättyy|määräaika|osallistumishakemusten vastaanottamisen määräaika|tarjousten jättämisen määräaika|deadline for tenders|deadline for submission of tenders|deadline for receipt of tenders or requests to participate|time limit for receipt of requests to participate|closing date and time|submission date|tender submission deadline|schlusstermin für den eingang der angebote oder teilnahmeanträge|frist für den eingang der teilnahmeanträge|ablauf der angebotsfrist|abgabetermin|einreichungsfrist|teilnahmefrist|termijn voor ontvangst van inschrijvingen|termijn voor ontvangst van inschrijvingen of deelnemingsaanvragen|uiterste datum voor de ontvangst van deelnemingsaanvragen|sluitingsdatum|sluitingstermijn|inschrijftermijn|date limite de réception des candidatures|date limite de réception des offres ou des demandes de participation|date limite de réception des demandes de participation|date limite de remise des offres|date et heure limites de remise des plis|date limite de réponse|date limite',
  phase:
    "formulartype|type af bekendtgørelse|bekendtgørelsestype|form type|notice type|type of notice|skjematype|kunngjøringstype|type kunngjøring|formulärtyp|typ av formulär|typ av meddelande|lomaketyyppi|ilmoitustyyppi|formulartyp|art der bekanntmachung|type formulier|type de formulaire|bekendtgørelsens type|udbudstype|kunngjøringens type|meddelandetyp|ilmoituksen tyyppi|lomakkeen tyyppi|type of form|bekanntmachungsart|type aankondiging|soort aankondiging|type d'avis|type d'annonce",
  language:
    'sprog|sprog, hvorpå denne bekendtgørelse er officielt tilgængelig|languages in which this notice is officially available|språk|bekendtgørelsens officielle sprog|bekendtgørelsens sprog|språk der denne kunngjøringen er offisielt tilgjengelig|kunngjøringens språk|språk som det här meddelandet finns officiellt tillgängligt på|kielet, joilla tämä ilmoitus on virallisesti saatavilla|sprachen, in denen diese bekanntmachung offiziell verfügbar ist|talen waarin deze aankondiging officieel beschikbaar is|langues dans lesquelles le présent avis est officiellement disponible',
};

const byLabel = new Map<string, FieldName>();
/** First three letters of the labels: nearly every text of a page is ruled out by them. */
const beginnings = new Set<string>();
for (const [field, labels] of Object.entries(words) as [FieldName, string][]) {
  for (const label of labels.split('|')) {
    byLabel.set(label.replaceAll('’', "'"), field);
    beginnings.add(label.slice(0, 3));
  }
}

/** Longest label; longer texts need no look-up. */
export const longestLabel = 90;

/** Official labels are compared without case, numbering ("II.1.2)"), colon, asterisk and "(cpv)". */
export function normaliseLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replaceAll('’', "'")
    .replace(/^ ?(?:[ivx]+\.\d[\d.]*\)?|\d{1,2}(?:\.\d{1,2})+\.?\)?) /u, '')
    .replace(/ ?\( ?(?:cpv|bt-\d+|dkk|nok|sek|eur|kr\.?) ?\)/gu, '')
    .replace(/[\s:*?]+$/u, '')
    .trim();
}

/** The field that a label text, without white space around it, stands for; null for any other text. */
export function fieldOfLabel(text: string): FieldName | null {
  if (text.length > longestLabel) return null;
  const first = text.charCodeAt(0);
  const isNumber = first >= 48 && first <= 57;
  if (!isNumber && !/^[IVXivx]+\./.test(text) && !beginnings.has(text.slice(0, 3).toLowerCase())) return null;
  return byLabel.get(normaliseLabel(text)) ?? null;
}

/** Finds the field that a text stands for. */
export type FieldOfLabel = typeof fieldOfLabel;

/** Like `fieldOfLabel`, with the labels that one portal alone uses before the general ones. */
export function labelsOf(own: OwnLabels = {}): FieldOfLabel {
  const fields = new Map<string, FieldName>();
  for (const [field, labels] of Object.entries(own) as [FieldName, string[]][]) {
    for (const label of labels) fields.set(label, field);
  }
  if (fields.size === 0) return fieldOfLabel;
  return (text) => {
    const field = text.length > longestLabel ? undefined : fields.get(normaliseLabel(text));
    return field ?? fieldOfLabel(text);
  };
}

/** Business terms and legacy keys behind the fields, for controls and keys that carry their number. */
const terms: Record<string, FieldName> = {
  '04': 'procedureId',
  '21': 'title',
  '22': 'reference',
  '24': 'description',
  '27': 'value',
  '131': 'deadline',
  '262': 'cpvMain',
  '263': 'cpvAdditional',
  '271': 'maximum',
  '500': 'buyer',
  '501': 'buyerId',
};

/** The field of a form control by its id or name (`bt_21_procedure`, `BT-262`); null when it names none. */
export function fieldOfControlName(name: string): FieldName | null {
  const number = /(?:^|[^a-z])bt[-_ ]?(\d{2,4})(?!\d)/i.exec(name)?.[1];
  return number === undefined ? null : (terms[number] ?? null);
}
