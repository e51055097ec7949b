// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../lib/portals/read.ts';
import { dkk, documentOf, head, nothing, places, readFixture, text } from './fixture.ts';

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
    expect(places(reading)).toEqual(['title', 'description']);
    expect(reading.items?.[0]?.labels).toContain('Mærket med Svanemærket.');
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

  test('a table with one tender a row is a list, two rows are enough', () => {
    const row = (number: number) =>
      `<tr><td><a href="/sag/${number}">Rengøring ${number}</a></td><td>Engdal Kommune</td></tr>`;
    const table = `<table><tr><th>Udbud</th><th>Ordregiver</th></tr>${row(1)}${row(2)}</table>`;
    const page = documentOf(
      `<main><h1>Aktuelle udbud</h1><p>${'Her står udbud fra kommunen. '.repeat(4)}</p>${table}</main>`,
    );
    expect(head(readPage(page, new URL('https://portal.example/')))).toMatchObject({ kind: 'list', state: 'final' });
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
    expect(tender.buyer).toEqual({ name: 'Engdal Kommune', id: '39130000', scheme: null });
  });
});
