// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../lib/portals/read.ts';
import type { Reading, Tender } from '../../../lib/portals/tender.ts';
import { rangeOf } from '../../../lib/portals/text.ts';
import { documentOf, fixturePage, readFixture } from './fixture.ts';

const dkk = (amount: number) => ({ amount, currency: 'DKK' });
const nothing: Tender = {
  title: null,
  buyer: null,
  otherBuyers: [],
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: null, additional: [] },
  value: null,
  valueNote: null,
  deadline: null,
  language: null,
  phase: null,
  lots: [],
};
const head = ({ adapter, kind, state }: Reading) => ({ adapter, kind, state });
const places = ({ blocks }: Reading) => blocks.map(({ where }) => where);
const text = ({ blocks }: Reading, where: string) => blocks.find((block) => block.where === where)?.text ?? '';

describe('TED, eForms', () => {
  const reading = readFixture('ted-eforms-da', 'https://ted.europa.eu/da/notice/-/detail/917342-2026');

  test('reads every field of a Danish notice with two buyers and four lots', () => {
    expect(head(reading)).toEqual({ adapter: 'ted', kind: 'notice', state: 'complete' });
    expect(reading.tender).toEqual({
      title: 'Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      otherBuyers: [{ name: 'Nørrevang Kommune', id: '15000000', scheme: 'DK-CVR' }],
      reference: '88.20.04-Ø54-3-26',
      procedureId: '3f6a2c1d-7b54-4e0a-9c11-2d8e5f604a71',
      publicationNumber: '917342-2026',
      cpv: { main: '90910000', additional: ['39831200', '39130000'] },
      value: dkk(18_000_000),
      valueNote: 'Rammeaftalens maksimumsværdi: 25 000 000,00 DKK',
      deadline: '2027-01-14T12:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: [
        { id: 'LOT-0001', title: 'Daglig rengøring af skoler', cpv: ['90911200', '90919300'], value: dkk(9_500_000) },
        {
          id: 'LOT-0002',
          title: 'Rengøringsmidler og aftørringspapir',
          cpv: ['39831200', '39830000'],
          value: dkk(3_500_000),
        },
        { id: 'LOT-0003', title: 'Kontormøbler', cpv: ['39130000', '39112000'], value: dkk(5_000_000) },
        { id: 'LOT-0004', title: 'Rengøringsmidler og aftørringspapir', cpv: ['39831200'], value: null },
      ],
    });
  });

  test('gives each lot its own blocks and the rest once', () => {
    expect(places(reading)).toEqual([
      'title',
      'description',
      ...['LOT-0001', 'LOT-0002', 'LOT-0003', 'LOT-0004'].flatMap((id) => [
        `lots/${id}/title`,
        `lots/${id}/description`,
      ]),
      'text',
    ]);
    expect(text(reading, 'lots/LOT-0004/description')).toBe('Som delkontrakt 2, men til Nørrevang Kommune.');
    expect(reading.blocks.filter(({ lot }) => lot === 'LOT-0003')).toHaveLength(2);
  });

  test('leaves organisations, the header for print and repeats of the title out of the text', () => {
    const rest = text(reading, 'text');
    for (const word of ['Klagenævnet', 'Bydrift Møbler', 'kontormøbler – fælles', 'Telefon', 'Gennemse', 'account']) {
      expect(rest).not.toContain(word);
    }
    expect(rest).toContain('Samlet pris, vægter 60 %');
  });

  test('points to the line that shows the title', () => {
    expect(reading.titleElement?.textContent).toBe(
      'Danmark – Rengøring – Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner',
    );
  });

  test('reads Danish content under an English interface, with the buyer among other organisations', () => {
    const english = readFixture('ted-eforms-en-ui', 'https://ted.europa.eu/en/notice/-/detail/918001-2026');
    expect(head(english)).toEqual({ adapter: 'ted', kind: 'notice', state: 'complete' });
    expect(english.tender).toEqual({
      title: 'Bærbare computere og skærme til skolerne',
      buyer: { name: 'Birkeå Kommune', id: '39130000', scheme: 'DK-CVR' },
      otherBuyers: [],
      reference: '26/017763',
      procedureId: 'b2d5e7a0-1c3f-4d68-8a9b-6e0f1a2b3c4d',
      publicationNumber: '918001-2026',
      cpv: { main: '30213100', additional: ['30231300'] },
      value: null,
      valueNote: 'Maximum value of the framework agreement: 12 000 000,00 DKK',
      deadline: '2027-03-02T13:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: [
        {
          id: 'LOT-0001',
          title: 'Bærbare computere og skærme til skolerne',
          cpv: ['30213100', '30231300', '50323000'],
          value: dkk(8_200_000),
        },
      ],
    });
  });

  test('waits for a notice that has not arrived yet', () => {
    const page = documentOf(
      '<main><div id="notice"></div><p>Indlæser bekendtgørelsen, vent venligst et øjeblik …</p></main>',
    );
    const early = readPage(page, new URL('https://ted.europa.eu/da/notice/-/detail/917342-2026'));
    expect(head(early)).toEqual({ adapter: 'ted', kind: 'none', state: 'retryable' });
  });

  test('waits while only the summary line has arrived', () => {
    const page = documentOf(
      '<main><div class="header-content"><span class="bold">917342-2026 - Udbud</span><div class="bold">Danmark – Rengøring – Rengøring af skoler</div></div></main>',
    );
    const early = readPage(page, new URL('https://ted.europa.eu/da/notice/-/detail/917342-2026'));
    expect(head(early)).toEqual({ adapter: 'ted', kind: 'none', state: 'retryable' });
  });

  test('knows a search page by its address', () => {
    const page = documentOf('<main><p>CPV: 90910000</p></main>');
    const list = readPage(page, new URL('https://ted.europa.eu/da/search/result?q=møbler'));
    expect(head(list)).toEqual({ adapter: 'ted', kind: 'list', state: 'final' });
  });
});

test('TED, forms before 2023: reads values that are bare text, numbered lots and a deadline in two fields', () => {
  const reading = readFixture('ted-legacy-da', 'https://ted.europa.eu/da/notice/-/detail/287641-2021');
  expect(head(reading)).toEqual({ adapter: 'ted-legacy', kind: 'notice', state: 'complete' });
  expect(reading.tender).toEqual({
    title: 'Fødevarer til plejecentre og skoler',
    buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
    otherBuyers: [],
    reference: '1-23-4-101-24-21',
    procedureId: null,
    publicationNumber: '287641-2021',
    cpv: { main: '15000000', additional: ['15300000', '03220000', '15500000', '15810000'] },
    value: dkk(52_000_000),
    valueNote: null,
    deadline: '2021-07-12',
    language: 'da',
    phase: 'tender',
    lots: [
      { id: '1', title: 'Frugt og grønt', cpv: ['15300000', '03220000'], value: dkk(30_000_000) },
      { id: '2', title: 'Brød og mejeriprodukter', cpv: ['15500000', '15810000'], value: dkk(22_000_000) },
    ],
  });
});

test('TED, oldest pages: reads labels and values set apart by line breaks alone', () => {
  const row = (number: string, label: string, value: string) =>
    `<div class="mlioccur"><span class="nomark">${number}</span> <span class="timark">${label}</span><div class="txtmark">${value}</div></div>`;
  const page = documentOf(
    `<div class="DocumentBody"><div class="grseq">${[
      row(
        'I.1)',
        'Navn og adresser',
        'Officielt navn: Engdal Kommune<br>Nationalt registreringsnummer: 45000000<br>Land: Danmark',
      ),
      row('II.1.1)', 'Betegnelse for kontrakten:', 'Toiletpapir og håndsæbe'),
      row('II.1.2)', 'Hoved-CPV-kode', '33760000'),
      row('II.1.4)', 'Kort beskrivelse:', 'Levering af toiletpapir til kommunens skoler og haller.'),
      row('II.2.1)', 'Betegnelse:', ''),
      row('II.2.4)', 'Beskrivelse af udbuddet:', 'Papiret skal være af genbrugsfibre.'),
      row('VI.4.1)', 'Klageinstans', 'Officielt navn: Klagenævnet for Udbud<br>By: Viborg'),
    ].join('')}</div></div>`,
  );
  const { adapter, kind, tender } = readPage(
    page,
    new URL('https://ted.europa.eu/udl?uri=TED:NOTICE:4711-2016:TEXT:DA:HTML'),
  );
  expect({ adapter, kind }).toEqual({ adapter: 'ted-legacy', kind: 'notice' });
  expect(tender).toEqual({
    ...nothing,
    title: 'Toiletpapir og håndsæbe',
    buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
    publicationNumber: '4711-2016',
    cpv: { main: '33760000', additional: [] },
    language: 'da',
  });
});

test('TED: an old form at an address of today is read by the adapter for old forms', () => {
  const reading = readFixture('ted-legacy-da', 'https://ted.europa.eu/da/notice/-/detail/12345-2023');
  expect(reading.adapter).toBe('ted-legacy');
  expect(reading.tender.publicationNumber).toBe('12345-2023');
});

test('udbud.dk: reads the injected notice by its label texts', () => {
  const reading = readFixture('udbud-dk', 'https://udbud.dk/detaljevisning?noticeId=5b1f0c1e&noticeVersion=01');
  expect(head(reading)).toEqual({ adapter: 'udbud-dk', kind: 'notice', state: 'complete' });
  expect(reading.tender).toEqual({
    title: 'Elbiler og ladestandere til hjemmeplejen',
    buyer: { name: 'Sandvig Kommune', id: '34110000', scheme: 'DK-CVR' },
    otherBuyers: [],
    reference: '2026-13156',
    procedureId: '77aa0b1c-2d3e-4f50-8162-9374a5b6c7d8',
    publicationNumber: '00913377-2026',
    cpv: { main: '34144900', additional: ['31158000', '45310000'] },
    value: dkk(48_500_000),
    valueNote: 'Rammeaftalens maksimumsværdi: 60.000.000,00 DKK',
    deadline: '2027-02-18T12:00:00+01:00',
    language: 'da',
    phase: 'tender',
    lots: [
      { id: 'LOT-0001', title: 'Elbiler', cpv: ['34144900'], value: dkk(40_000_000) },
      { id: 'LOT-0002', title: 'Ladestandere', cpv: ['31158000', '45310000'], value: dkk(8_500_000) },
    ],
  });
  expect(reading.titleElement?.tagName).toBe('H1');
});

test('udbud.dk: the empty shell can be read again later', () => {
  const reading = readFixture('empty-shell', 'https://udbud.dk/detaljevisning?noticeId=5b1f0c1e');
  expect(reading).toEqual({
    adapter: 'udbud-dk',
    kind: 'none',
    state: 'retryable',
    tender: nothing,
    blocks: [],
    titleElement: null,
  });
});

describe('any other page', () => {
  test('reads a definition list, a closed description and lots under headings', () => {
    const reading = readFixture('generic-dl', 'https://portal.example/tender/4711');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'notice', state: 'complete' });
    expect(reading.tender).toEqual({
      ...nothing,
      title: 'Vinduespolering og rengøring af daginstitutioner',
      buyer: { name: 'Lindholt Kommune', id: '33000000', scheme: 'DK-CVR' },
      reference: '24.02-02266',
      cpv: { main: '90911300', additional: ['90910000'] },
      valueNote: 'mellem 4 og 6 mio. kr. ekskl. moms',
      deadline: '2027-03-12T12:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: [
        { id: '1', title: 'Vinduespolering', cpv: ['90911300'], value: null },
        { id: '2', title: 'Daglig rengøring', cpv: ['90910000'], value: null },
      ],
    });
    expect(text(reading, 'description')).toBe(
      'Lindholt Kommune udbyder vinduespolering og daglig rengøring af 22 daginstitutioner.\n' +
        'Arbejdet skal udføres uden brug af parfumerede midler, og alle maskiner skal være eldrevne.',
    );
    expect(text(reading, 'lots/2/description')).toBe('Daglig rengøring på hverdage før klokken otte.');
    expect(text(reading, 'text')).not.toContain('Andre udbud');
  });

  test('reads a Norwegian table', () => {
    const reading = readFixture('generic-table-nb', 'https://portal.example/kunngjoring/1');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'notice', state: 'complete' });
    expect(reading.tender).toEqual({
      ...nothing,
      title: 'Kontormøbler til nye lokaler',
      buyer: { name: 'Fjordvik kommune', id: '999888777', scheme: 'NO-ORG' },
      reference: '2026/4410',
      cpv: { main: '39130000', additional: ['39113100', '39121100'] },
      value: { amount: 7_500_000, currency: 'NOK' },
      deadline: '2027-02-15',
      language: 'nb',
      phase: 'tender',
    });
  });

  test('reads the values of a form that is being filled in, not the search field above it', () => {
    const reading = readFixture('form', 'https://portal.example/ny');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'form', state: 'complete' });
    expect(reading.tender).toEqual({
      ...nothing,
      title: 'Kontormøbler til Engdal Rådhus',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      reference: '88.20.04-P20-7-26',
      cpv: { main: '39130000', additional: ['39112000', '39121100'] },
      value: dkk(33_000_000),
      deadline: '2027-03-01',
      language: 'da',
      phase: 'specification',
    });
    expect(reading.blocks.map(({ where, source }) => [where, source])).toEqual([
      ['title', null],
      ['description', null],
      ['text', null],
    ]);
    expect(text(reading, 'text')).toBe('Alle møbler i træ skal være af lovligt og bæredygtigt fældet træ.');
    expect(reading.titleElement?.id).toBe('bt_21_procedure');
  });

  test('reads a shop item without buyer or estimate', () => {
    const reading = readFixture('shop-item', 'https://shop.example/vare/1');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'item', state: 'complete' });
    expect(reading.tender).toEqual({
      ...nothing,
      title: 'Universalrengøring uden parfume, 5 liter',
      valueNote: '189.50 DKK',
      language: 'da',
    });
    expect(places(reading)).toEqual(['title', 'description', 'text']);
    expect(text(reading, 'text')).toContain('Mærket med Svanemærket.');
    expect(text(reading, 'text')).not.toContain('Koncentreret');
  });

  test('reads a shop item from microdata', () => {
    const page = documentOf(
      '<main><div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kontorstol Ask</h1>' +
        '<p itemprop="description">Stol med udskiftelige dele.</p><span itemprop="price" content="1249.00"></span>' +
        '<meta itemprop="priceCurrency" content="DKK"></div></main>',
    );
    const { kind, tender } = readPage(page, new URL('https://shop.example/stol'));
    expect([kind, tender.title, tender.valueNote]).toEqual(['item', 'Kontorstol Ask', '1249.00 DKK']);
  });

  test('reads a basket by its address', () => {
    const page = documentOf('<main><h1>Din kurv</h1><p>Toiletpapir, 64 ruller, 20 pakker</p></main>');
    const reading = readPage(page, new URL('https://shop.example/indk%C3%B8bskurv?trin=1'));
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'basket', state: 'complete' });
    expect(text(reading, 'text')).toBe('Din kurv\nToiletpapir, 64 ruller, 20 pakker');
  });

  test.each([
    ['login', 'https://portal.example/', 'login', 'final'],
    ['news', 'https://avis.example/1', 'none', 'final'],
    ['result-list', 'https://portal.example/soeg', 'list', 'final'],
  ])('reads nothing on %s', (fixture, address, kind, state) => {
    const reading = readFixture(fixture, address);
    expect(reading).toEqual({ adapter: 'generic', kind, state, tender: nothing, blocks: [], titleElement: null });
  });

  test('a title without any official field is no notice', () => {
    const page = documentOf(
      `<main><h1>Om vores indkøb</h1><p>${'Vi køber ind for hele kommunen. '.repeat(9)}</p></main>`,
    );
    expect(head(readPage(page, new URL('https://kommune.example/')))).toEqual({
      adapter: 'generic',
      kind: 'none',
      state: 'final',
    });
  });

  test.each([
    ['label and value in one line', '<p>CPV: 90910000-9</p>'],
    ['a bold label', '<p><b>CPV-kode:</b> 90910000</p>'],
    ['a label in its own block', '<div><div>CPV-kode</div><div>90910000 Rengøring</div></div>'],
    ['a heading', '<h2>CPV-kode</h2><p>90910000</p>'],
    ['a head row', '<table><tr><th>Nr.</th><th>CPV-kode</th></tr><tr><td>1</td><td>90910000</td></tr></table>'],
    ['a cell pair', '<table><tr><td>CPV kode</td><td>90910000-9 Rengøring</td></tr></table>'],
    ['a Swedish label', '<dl><dt>Huvudsaklig CPV-kod</dt><dd>90910000-9 - Städning</dd></dl>'],
    ['a German label', '<dl><dt>Haupteinstufung</dt><dd>90910000 Reinigungsdienste</dd></dl>'],
    ['a hidden tab', '<div role="tabpanel" hidden><dl><dt>CPV</dt><dd>90910000</dd></dl></div>'],
  ])('finds a code beside %s', (_, html) => {
    const page = documentOf(`<main><h1>Rengøring af rådhuset</h1><p>Ordregiver: Engdal Kommune</p>${html}</main>`);
    const { tender } = readPage(page, new URL('https://portal.example/1'));
    expect(tender.cpv).toEqual({ main: '90910000', additional: [] });
    expect(tender.buyer?.name).toBe('Engdal Kommune');
  });

  test('a notice with links to related tenders is no list', () => {
    const links = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
      (id) => `<li><a href="/udbud/${id}-andet">Andet udbud ${id}</a></li>`,
    );
    const page = documentOf(
      `<main><h1>Rengøring af rådhuset</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>CPV</dt><dd>90910000</dd>
       <dt>Tilbudsfrist</dt><dd>15-01-2027</dd></dl><ul>${links.join('')}</ul></main>`,
    );
    expect(head(readPage(page, new URL('https://portal.example/1')))).toEqual({
      adapter: 'generic',
      kind: 'notice',
      state: 'complete',
    });
  });

  test('never takes an amount, a phone or a register number for a code', () => {
    const page = documentOf(
      '<main><h1>Køb af inventar</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune, CVR 39130000</dd>' +
        '<dt>Anslået værdi</dt><dd>45000000 kr.</dd><dt>Telefon</dt><dd>33000000</dd></dl>' +
        '<p>Loftet er 15000000 kr. Ring på 48000000.</p></main>',
    );
    const { tender } = readPage(page, new URL('https://portal.example/1'));
    expect(tender.cpv).toEqual({ main: null, additional: [] });
    expect(tender.buyer).toEqual({ name: 'Engdal Kommune, CVR 39130000', id: '39130000', scheme: null });
  });
});

test('a word of the description leads back to its place on the page', () => {
  document.body.replaceChildren(...fixturePage('ted-eforms-da').body.childNodes);
  const reading = readPage(document, new URL('https://ted.europa.eu/da/notice/-/detail/917342-2026'));
  const description = reading.blocks.find(({ where }) => where === 'description');
  const start = description?.text.indexOf('kontormøbler til det nye rådhus') ?? -1;
  expect(description && rangeOf(description, start, start + 12)?.toString()).toBe('kontormøbler');
});

test('reading leaves the page as it was', () => {
  const html = '<main><h1>Rengøring</h1><dl><dt>CPV</dt><dd>90910000</dd></dl></main>';
  const page = documentOf(html);
  const before = page.documentElement.outerHTML;
  readPage(page, new URL('https://portal.example/1'));
  expect(page.documentElement.outerHTML).toBe(before);
});
