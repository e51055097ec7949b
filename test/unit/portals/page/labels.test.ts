// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { fieldOfLabel } from '../../../../lib/portals/page/labels.ts';
import { readPage } from '../../../../lib/portals/read.ts';
import { documentOf } from '../fixture.ts';

const fields = ['title', 'buyer', 'reference', 'cpvMain', 'cpvAdditional', 'value', 'deadline'] as const;

/** The labels of the same seven fields, as each language and each generation of forms prints them. */
const languages: [string, string[]][] = [
  [
    'da 2025',
    [
      'Titel',
      'Officielt navn',
      'Intern ID',
      'Primær klassifikation (cpv)',
      'Supplerende klassifikation (cpv)',
      'Anslået værdi eksklusiv moms',
      'Frist for modtagelse af tilbud',
    ],
  ],
  [
    'da 2024',
    [
      'Titel',
      'Officielt navn',
      'Intern identifikator',
      'Primær klassificering ( cpv )',
      'Yderligere klassificering ( cpv )',
      'Anslået værdi ekskl. moms',
      'Frist for modtagelse af tilbud',
    ],
  ],
  [
    'da 2014',
    [
      'II.1.1) Titel:',
      'Officielt navn',
      'Sagsnr.:',
      'II.1.2) Hoved-CPV-kode',
      'Supplerende CPV-kode(r)',
      'II.1.5) Anslået samlet værdi',
      'Frist for modtagelse af bud eller ansøgninger om deltagelse',
    ],
  ],
  [
    'nb',
    [
      'Tittel',
      'Offisielt navn',
      'Intern identifikator',
      'Hovedklassifiseringskode',
      'Tilleggsklassifiseringskode',
      'Anslått verdi eksklusiv merverdiavgift',
      'Frist for mottak av tilbud',
    ],
  ],
  [
    'nb, earlier',
    [
      'Tittel',
      'Oppdragsgiver',
      'Referanse',
      'Hoved klassifisering',
      'Ytterligere klassifisering',
      'Anslått verdi ekskl. mva.',
      'Tilbudsfrist',
    ],
  ],
  [
    'sv',
    [
      'Titel',
      'Officiellt namn',
      'Intern identifierare',
      'Huvudklassificering',
      'Ytterligare klassificering',
      'Beräknat värde exklusive moms',
      'Tidsfrist för mottagande av anbud',
    ],
  ],
  [
    'sv 2014',
    [
      'Titel',
      'Upphandlande myndighet',
      'Diarienummer',
      'Huvudsaklig CPV-kod',
      'Ytterligare CPV-kod(er)',
      'Beräknat totalt värde',
      'Tidsfrist för mottagande av anbud eller anbudsansökningar',
    ],
  ],
  [
    'fi',
    [
      'Ilmoituksen nimi',
      'Virallinen nimi',
      'Sisäinen tunniste',
      'Pääasiallinen luokitus',
      'Lisäluokitus',
      'Ennakoitu arvo ilman arvonlisäveroa',
      'Tarjousten vastaanottamisen määräaika',
    ],
  ],
  [
    'fi 2014',
    [
      'Hankinnan nimi',
      'Hankintayksikkö',
      'Viitenumero',
      'Pääasiallinen CPV-koodi',
      'Lisä-CPV-koodi(t)',
      'Arvioitu kokonaisarvo',
      'Tarjousten tai osallistumishakemusten vastaanottamisen määräaika',
    ],
  ],
  [
    'en',
    [
      'Title',
      'Official name',
      'Internal identifier',
      'Main classification',
      'Additional classification',
      'Estimated value excluding VAT',
      'Deadline for receipt of tenders',
    ],
  ],
  [
    'en 2014',
    [
      'Title',
      'Contracting authority',
      'Reference number',
      'Main CPV code',
      'Additional CPV code(s)',
      'Estimated total value',
      'Time limit for receipt of tenders or requests to participate',
    ],
  ],
  [
    'de',
    [
      'Titel',
      'Offizielle Bezeichnung',
      'Interne Kennung',
      'Haupteinstufung',
      'Zusätzliche Einstufung',
      'Geschätzter Wert ohne MwSt.',
      'Frist für den Eingang der Angebote',
    ],
  ],
  [
    'de 2014',
    [
      'Bezeichnung des Auftrags',
      'Auftraggeber',
      'Referenznummer der Bekanntmachung',
      'CPV-Code Hauptteil',
      'Weitere(r) CPV-Code(s)',
      'Geschätzter Gesamtwert',
      'Schlusstermin für den Eingang der Angebote oder Teilnahmeanträge',
    ],
  ],
  [
    'nl',
    [
      'Titel',
      'Officiële naam',
      'Interne identificatiecode',
      'Belangrijkste classificatie',
      'Aanvullende classificatie',
      'Geraamde waarde exclusief btw',
      'Uiterste datum voor de ontvangst van inschrijvingen',
    ],
  ],
  [
    'nl 2014',
    [
      'Benaming van de opdracht',
      'Aanbestedende dienst',
      'Referentienummer',
      'CPV-code hoofdcategorie',
      'Aanvullende CPV-code(s)',
      'Geraamde totale waarde',
      'Termijn voor ontvangst van inschrijvingen of deelnemingsaanvragen',
    ],
  ],
  [
    'fr',
    [
      'Titre',
      'Nom officiel',
      'Identifiant interne',
      'Nomenclature principale',
      'Nomenclature complémentaire',
      'Valeur estimée hors TVA',
      'Date limite de réception des offres',
    ],
  ],
  [
    'fr 2014',
    [
      'Intitulé',
      'Pouvoir adjudicateur',
      'Numéro de référence',
      'Code CPV principal',
      'Code(s) CPV additionnel(s)',
      'Valeur totale estimée',
      'Date limite de réception des offres ou des demandes de participation',
    ],
  ],
];

const values = [
  'Rengøring af skoler',
  'Engdal Kommune',
  '88.20.04-Ø54-1-22',
  '90910000-9',
  '90911300-9',
  '4 000 000,00 EUR',
  '12/03/2027 12:00:00 (UTC+01:00)',
];

/** The ways a page puts a value beside its label. */
const layouts: [string, (pairs: [string, string][]) => string][] = [
  ['dt and dd', (pairs) => `<dl>${pairs.map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`).join('')}</dl>`],
  [
    'a row head',
    (pairs) =>
      `<table>${pairs.map(([label, value]) => `<tr><th scope="row">${label}</th><td>${value}</td></tr>`).join('')}</table>`,
  ],
  [
    'cells',
    (pairs) =>
      `<table>${pairs.map(([label, value]) => `<tr><td>${label}:</td><td>${value}</td></tr>`).join('')}</table>`,
  ],
  ['headings', (pairs) => pairs.map(([label, value]) => `<h3>${label}</h3><p>${value}</p>`).join('')],
  ['one line', (pairs) => pairs.map(([label, value]) => `<p>${label.replace(/:$/, '')} : ${value}</p>`).join('')],
  [
    'spans',
    (pairs) =>
      pairs.map(([label, value]) => `<div><span>${label}</span><span>: </span><span>${value}</span></div>`).join(''),
  ],
  [
    'a label for the value',
    (pairs) =>
      pairs
        .map(
          ([label, value], index) =>
            `<div><label for="v${index}">${label}</label></div><div><output id="v${index}">${value}</output></div>`,
        )
        .join(''),
  ],
];

describe.each(languages)('%s', (_, labels) => {
  test('labels stand for their fields', () => {
    expect(labels.map((label) => fieldOfLabel(label))).toEqual(fields);
  });

  test.each(layouts)('are read with %s', (__, layout) => {
    const pairs = labels.map((label, index): [string, string] => [label, values[index] ?? '']);
    const { tender, kind } = readPage(
      documentOf(`<main><h1>Bekendtgørelse</h1>${layout(pairs)}</main>`),
      new URL('https://portal.example/1'),
    );
    expect(kind).toBe('notice');
    expect(tender).toMatchObject({
      title: 'Rengøring af skoler',
      buyer: { name: 'Engdal Kommune' },
      reference: '88.20.04-Ø54-1-22',
      cpv: { main: '90910000', additional: ['90911300'] },
      value: { amount: 4_000_000, currency: 'EUR' },
      deadline: '2027-03-12T12:00:00+01:00',
    });
  });
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', ' ', ':', '\u202eTitel', 'T\u0301itel'])(
  '"%s" is no label',
  (text) => {
    expect(fieldOfLabel(text)).toBe(null);
  },
);
