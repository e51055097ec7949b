// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../../lib/portals/page/text.ts';
import { readPage } from '../../../lib/portals/read.ts';
import { dkk, documentOf, fixturePage, head, nothing, places, readFixture, text } from './fixture.ts';

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
