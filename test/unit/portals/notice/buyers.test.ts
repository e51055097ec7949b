// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../../lib/portals/read.ts';
import { documentOf } from '../fixture.ts';

const read = (html: string, address = 'https://portal.example/1') =>
  readTender(documentOf(`<main>${html}</main>`), new URL(address)).tender;
const buyersOf = (html: string, address?: string) => {
  const { buyer, otherBuyers } = read(html, address);
  return [buyer, ...otherBuyers].map((one) => one && [one.name, one.id]);
};

interface Words {
  buyer: string;
  name: string;
  number: string;
  roles: string;
  country: string;
  land: string;
  others: string[];
}

/** Eight organisations of a notice: two buyers, and the roles of the six others. */
const languages: Record<string, Words> = {
  da: {
    buyer: 'Køber',
    name: 'Officielt navn',
    number: 'Registreringsnummer',
    roles: 'Denne organisations roller',
    country: 'Land',
    land: 'Danmark',
    others: [
      'Klageinstans',
      'Organisation, der leverer yderligere oplysninger om udbudsproceduren',
      'TED eSender',
      'Udbyder af indkøbstjenester',
      'Organisation, der modtager anmodninger om deltagelse',
      'Udgiver',
    ],
  },
  nb: {
    buyer: 'Oppdragsgiver',
    name: 'Offisielt navn',
    number: 'Organisasjonsnummer',
    roles: 'Organisasjonens roller',
    country: 'Land',
    land: 'Danmark',
    others: [
      'Klageorgan',
      'Organisasjon som gir tilleggsopplysninger',
      'eSender',
      'Innkjøpssentral',
      'Mottaker',
      'Utgiver',
    ],
  },
  en: {
    buyer: 'Buyer',
    name: 'Official name',
    number: 'Registration number',
    roles: 'Roles of this organisation',
    country: 'Country',
    land: 'Denmark',
    others: [
      'Review organisation',
      'Organisation providing additional information about the procurement procedure',
      'TED eSender',
      'Procurement service provider',
      'Organisation receiving requests to participate',
      'Publisher',
    ],
  },
  de: {
    buyer: 'Beschaffer',
    name: 'Offizielle Bezeichnung',
    number: 'Registrierungsnummer',
    roles: 'Rollen dieser Organisation',
    country: 'Land',
    land: 'Dänemark',
    others: [
      'Überprüfungsstelle',
      'Organisation, die zusätzliche Informationen bereitstellt',
      'TED eSender',
      'Beschaffungsdienstleister',
      'Organisation, die Teilnahmeanträge entgegennimmt',
      'Herausgeber',
    ],
  },
  fi: {
    buyer: 'Ostaja',
    name: 'Virallinen nimi',
    number: 'Rekisterinumero',
    roles: 'Tämän organisaation roolit',
    country: 'Maa',
    land: 'Tanska',
    others: [
      'Muutoksenhakuelin',
      'Lisätietojen antaja',
      'TED eSender',
      'Hankintapalvelujen tarjoaja',
      'Vastaanottaja',
      'Julkaisija',
    ],
  },
};

/** A notice as TED renders it: with label keys, or without them as others copy it. */
function notice(words: Words, { keys = true, section1 = true, roles = true } = {}): string {
  const line = (label: string, key: string, value: string) =>
    `<div><span class="label"${keys ? ` data-labels-key="${key}"` : ''}>${label}</span><span>:&nbsp;</span><span class="data">${value}</span></div>`;
  const others = words.others.map((role, index) => [`Kontor ${'ABCDEF'[index]}`, `5500000${index}`, role] as const);
  const organisations = [
    ...others.slice(0, 2),
    ['Engdal Kommune', '45000000', words.buyer] as const,
    ...others.slice(2, 4),
    ['Nørrevang Kommune', '15000000', words.buyer] as const,
    ...others.slice(4),
  ];
  const buyers = organisations.filter(([, , role]) => role === words.buyer);
  const section = (number: number, heading: string, content: string) =>
    `<div class="h2" id="section${number}_1">${number}. ${heading}</div><div class="section-content">${content}</div>`;
  const named = buyers
    .map(
      ([name], index) =>
        `<div class="sublevel__number">1.${index + 1}. </div>${line(words.name, 'field|name|BT-500-Organization-Company', name)}`,
    )
    .join('');
  const described = organisations
    .map(
      ([name, id, role], index) =>
        `<div class="sublevel__number">8.${index + 1}. </div><div class="sublevel__content">ORG-000${index + 1}</div>
         ${line(words.name, 'field|name|BT-500-Organization-Company', name)}${line(words.number, 'business-term|name|BT-501', id)}
         ${line(words.country, 'business-term|name|BT-514', words.land)}
         ${roles ? `<div><span class="bold"${keys ? ' data-labels-key="auxiliary|text|roles"' : ''}>${words.roles}</span><span>:</span></div><div><span class="data">${role}</span></div>` : ''}`,
    )
    .join('');
  return `<h1>Rengøring af skoler</h1>${section1 ? section(1, words.buyer, named) : ''}
    <div class="h2" id="section2_1">2.</div><dl><dt>CPV</dt><dd>90910000</dd></dl>
    ${section(8, 'Organisationer', described)}`;
}

const both = [
  ['Engdal Kommune', '45000000'],
  ['Nørrevang Kommune', '15000000'],
];

describe('of eight organisations only the buyers are buyers', () => {
  const cases = Object.entries(languages).flatMap(([language, words]) =>
    [true, false].map((keys) => ({ language, words, keys })),
  );
  test.each(cases)('where section 1 names them: $language, label keys $keys', ({ words, keys }) => {
    expect(buyersOf(notice(words, { keys }))).toEqual(both);
  });
  test.each(cases)('where their roles alone do: $language, label keys $keys', ({ words, keys }) => {
    const address = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
    const page = notice(words, { keys, section1: false });
    expect(buyersOf(page, address)).toEqual(both);
  });
  test('where section 1 names them and nobody has a role', () => {
    expect(buyersOf(notice(languages.da as Words, { roles: false }))).toEqual(both);
  });
});

describe('parts with headings of their own', () => {
  const part = (heading: string, name: string, number: string) =>
    `<h3>${heading}</h3><dl><dt>Officielt navn</dt><dd>${name}</dd><dt>CVR-nr.</dt><dd>${number}</dd></dl>`;
  test.each([
    'Klageinstans',
    'Indkøbscentral',
    'eSender',
    'Udgiver',
    'Organisation, der leverer yderligere oplysninger',
    'Review body',
    'Central purchasing body',
    'Klageorgan',
    'Nachprüfungsstelle',
    'Muutoksenhakuelin',
    'Innkjøpssentral',
    'Contact',
  ])('%s is no buyer, before or after one', (heading) => {
    const other = part(heading, 'Fjordhuset', '55000000');
    const buyer = part('Ordregiver', 'Engdal Kommune', '45000000');
    const top = '<h1>Rengøring af rådhuset</h1><dl><dt>CPV</dt><dd>90910000</dd><dt>Land</dt><dd>Danmark</dd></dl>';
    expect(buyersOf(`${top}<h2>Parter</h2>${buyer}${other}`)).toEqual([['Engdal Kommune', '45000000']]);
    expect(buyersOf(`${top}<h2>Parter</h2>${other}${buyer}`)).toEqual([['Engdal Kommune', '45000000']]);
  });

  test.each([
    'Organisationsudvikling i Engdal',
    'Contactless betaling i busser',
    'Udgivere og forlag: bøger til skoler',
  ])('a tender called "%s" keeps its buyer and its text', (title) => {
    const page = `<h1>${title}</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>CPV</dt><dd>90910000</dd></dl>`;
    expect([read(page).title, ...buyersOf(page)]).toEqual([title, ['Engdal Kommune', null]]);
  });
});

describe('several buyers', () => {
  const page = (
    fields: string,
  ) => `<h1>Rengøring af skoler i to kommuner</h1><p>Kommunerne køber rengøring af skolerne sammen.</p>
    <dl>${fields}<dt>CPV</dt><dd>90910000</dd><dt>Land</dt><dd>Danmark</dd></dl>`;
  test.each([
    [
      'each with its number',
      '<dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>CVR</dt><dd>45000000</dd><dt>Ordregiver</dt><dd>Nørrevang Kommune</dd><dt>CVR</dt><dd>15000000</dd>',
      both,
    ],
    [
      'the second alone with a number',
      '<dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>Ordregiver</dt><dd>Nørrevang Kommune</dd><dt>CVR</dt><dd>15000000</dd><dt>Ordregiver</dt><dd>Vandkjær Kommune</dd>',
      [
        ['Engdal Kommune', null],
        ['Nørrevang Kommune', '15000000'],
        ['Vandkjær Kommune', null],
      ],
    ],
    [
      'names first, then the numbers',
      '<dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>Ordregiver</dt><dd>Nørrevang Kommune</dd><dt>CVR</dt><dd>45000000</dd><dt>CVR</dt><dd>15000000</dd>',
      both,
    ],
    [
      'in one slot',
      '<dt>Ordregivere</dt><dd></dd><dt>Ordregiver</dt><dd>Engdal Kommune, CVR 45000000</dd><dd>Nørrevang Kommune (CVR 15000000)</dd>',
      both,
    ],
    [
      'in a list of one slot',
      '<dt>Ordregiver</dt><dd><ul><li>Engdal Kommune</li><li>Nørrevang Kommune</li></ul></dd>',
      [
        ['Engdal Kommune', null],
        ['Nørrevang Kommune', null],
      ],
    ],
    [
      'one with its address',
      '<dt>Ordregiver</dt><dd>Engdal Kommune<br>Att.: Udbud, Engdal Kommune<br>Rådhusstræde 1<br>8999 Engdal<br>udbud@engdal-kommune.example</dd>',
      [['Engdal Kommune', null]],
    ],
  ])('%s', (_, fields, expected) => {
    expect(buyersOf(page(fields))).toEqual(expected);
  });
});

describe('a table of organisations with their roles', () => {
  const rows = [
    ['Klagenævnet i Sønderlund', '55000001', 'Danmark', 'Klageorgan'],
    ['Indkøbshuset Vest', '55000002', 'Danmark', 'Udbyder af indkøbstjenester'],
    ['Engdal Kommune', '45000000', 'Danmark', 'Ordregiver'],
    ['Nørrevang Kommune', '15000000', 'Danmark', 'Køber'],
  ];
  const table = (heads: string[], order = [0, 1, 2, 3]) => {
    const row = (cells: readonly string[], tag: string) =>
      `<tr>${order.map((at) => `<${tag}>${cells[at]}</${tag}>`).join('')}</tr>`;
    return `<main><h1>Rengøring af rådhuset</h1><dl><dt>CPV-kode</dt><dd>90910000-9</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>
      <h2>Parterne</h2><table>${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table></main>`;
  };
  const buyersIn = (html: string) => {
    const { kind, tender } = readTender(documentOf(html), new URL('https://portal.example/1'));
    return [kind, tender.buyer, tender.otherBuyers];
  };
  const expected = [
    'notice',
    { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
    [{ name: 'Nørrevang Kommune', id: '15000000', scheme: 'DK-CVR' }],
  ];

  test.each([
    ['Danish heads', ['Organisation', 'CVR-nr.', 'Land', 'Rolle'], undefined],
    ['the role first', ['Navn', 'Registreringsnummer', 'Land', 'Roller'], [3, 0, 1, 2]],
    ['the official heads', ['Officielt navn', 'Registreringsnummer', 'Land', 'Rolle'], undefined],
    ['English heads', ['Name', 'Registration number', 'Country', 'Role'], undefined],
  ])('names the buyers by their rows, under %s', (_, heads, order) => {
    expect(buyersIn(table(heads, order))).toEqual(expected);
  });

  test('gives the number of a buyer that is named elsewhere', () => {
    const html = table(['Organisation', 'CVR-nr.', 'Land', 'Rolle']).replace(
      '<dt>CPV-kode',
      '<dt>Ordregiver</dt><dd>Nørrevang Kommune</dd><dt>CPV-kode',
    );
    expect(buyersIn(html)[1]).toEqual({ name: 'Nørrevang Kommune', id: '15000000', scheme: 'DK-CVR' });
  });

  test('is not what has no roles', () => {
    expect(buyersIn(table(['Organisation', 'CVR-nr.', 'Land', 'By']))[1]).toBeNull();
    // Without a role its heads are labels like any others.
    const labelled =
      '<table><tr><th>Ordregiver</th><th>CVR-nr.</th></tr><tr><td>Engdal Kommune</td><td>45000000</td></tr></table>';
    expect(
      buyersIn(
        `<main><h1>Rengøring af rådhuset</h1><dl><dt>CPV-kode</dt><dd>90910000-9</dd></dl>${labelled}</main>`,
      )[1],
    ).toMatchObject({ name: 'Engdal Kommune' });
  });
});
