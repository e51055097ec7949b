// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../../lib/portals/read.ts';
import { dkk, documentOf, text } from '../fixture.ts';

const read = (html: string, url = 'https://portal.example/1') =>
  readTender(documentOf(`<main>${html}</main>`), new URL(url));
const top =
  '<h1>Inventar til skoler</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>CPV</dt><dd>39160000</dd><dt>Land</dt><dd>Danmark</dd></dl>';
const chairs = { id: '1', title: 'Stole', cpv: ['39112000'], value: dkk(1_500_000) };
const tables = { id: '2', title: 'Borde', cpv: ['39121200', '39143110'], value: dkk(2_000_000) };

describe('lots under headings', () => {
  const words = [
    'Delkontrakt #',
    'Delaftale nr. #',
    'Lot No: #',
    'Erä #',
    'Los #',
    'Fachlos #',
    'Perceel #',
    'Lot n° #',
    'Lot #',
    'Delanbud #',
    'Osa #',
    'Anbudsområde #',
    'Delkontrakt # af 2',
    'Lot #/2',
  ];

  test.each(words)('%s, with title, code and value in fields of their own', (word) => {
    const lot = (number: number, title: string, cpv: string, value: string) =>
      `<h3>${word.replace('#', String(number))}</h3><dl><dt>Titel</dt><dd>${title}</dd><dt>CPV-kode</dt><dd>${cpv}</dd>
       <dt>Anslået værdi</dt><dd>${value} kr.</dd><dt>Beskrivelse</dt><dd>Til skolerne i Engdal, del ${number}.</dd></dl>`;
    const reading = read(
      `${top}<h2>Delaftaler</h2>${lot(1, 'Stole', '39112000', '1.500.000')}${lot(2, 'Borde', '39121200, 39143110', '2.000.000')}`,
    );
    expect(reading.tender.lots).toEqual([chairs, tables]);
    expect([reading.tender.title, reading.tender.cpv]).toEqual([
      'Inventar til skoler',
      { main: '39160000', additional: [] },
    ]);
    expect(text(reading, 'lots/2/description')).toBe('Til skolerne i Engdal, del 2.');
  });

  test.each(words)('%s, with its title behind the number and the fields in running lines', (word) => {
    const lot = (number: number, title: string, cpv: string, value: string) =>
      `<h3>${word.replace('#', String(number))}${/\d$/.test(word) ? ' –' : ':'} ${title}</h3><p>CPV: ${cpv}</p><p>Anslået værdi: ${value} kr.</p>`;
    const { lots } = read(
      `${top}${lot(1, 'Stole', '39112000', '1.500.000')}${lot(2, 'Borde', '39121200 og 39143110', '2.000.000')}`,
    ).tender;
    expect(lots).toEqual([chairs, tables]);
  });

  test.each([
    'Lotteri til fordel for skoler',
    'Lossepladser i Engdal',
    'Delvis betaling',
    'Eräät hankinnat 2027',
    'Partiet',
  ])('a heading that only begins like one is none: %s', (heading) => {
    expect(read(`${top}<h2>${heading}</h2><p>CPV: 39112000</p>`).tender.lots).toEqual([]);
  });
});

describe('a table of lots', () => {
  const rows = (first: string, second: string) =>
    `<tr><td>${first}</td><td>Stole</td><td>39112000</td><td>1.500.000 kr.</td></tr>
     <tr><td>${second}</td><td>Borde</td><td>39121200<br>39143110</td><td>2.000.000 kr.</td></tr>`;
  test.each([
    ['Delkontrakt', 'Titel', '1', '2'],
    ['Delaftale nr.', 'Navn', 'Delaftale 1', 'Delaftale 2'],
    ['Lot no.', 'Title', '1', '2'],
    ['Los', 'Bezeichnung', 'Los 1', 'Los 2'],
    ['Erä', 'Nimi', '1', '2'],
    ['Perceel', 'Naam', 'Perceel 1', 'Perceel 2'],
  ])('headed %s and %s', (lot, title, first, second) => {
    const head = `<thead><tr><th>${lot}</th><th>${title}</th><th>CPV</th><th>Anslået værdi</th></tr></thead>`;
    const { tender } = read(`${top}<table>${head}<tbody>${rows(first, second)}</tbody></table>`);
    expect(tender.lots).toEqual([chairs, tables]);
    expect([tender.title, tender.cpv, tender.value]).toEqual([
      'Inventar til skoler',
      { main: '39160000', additional: [] },
      null,
    ]);
  });

  test('adds to what the lots’ own parts say', () => {
    const head = '<tr><th>Delkontrakt</th><th>Titel</th><th>CPV</th><th>Anslået værdi</th></tr>';
    const parts =
      '<h3>Delkontrakt 1</h3><p>Beskrivelse: Stabelbare stole.</p><h3>Delkontrakt 2: Borde</h3><p>CPV: 39121200</p>';
    const { lots } = read(`${top}<table>${head}${rows('1', '2')}</table>${parts}`).tender;
    expect(lots).toEqual([chairs, { ...tables, cpv: ['39121200'] }]);
  });

  test('of anything else has none', () => {
    const html = '<table><tr><th>Nr.</th><th>Titel</th></tr><tr><td>1</td><td>Bilag</td></tr></table>';
    expect(read(`${top}${html}`).tender.lots).toEqual([]);
  });
});

describe('an official notice', () => {
  const field = (key: string, label: string, value: string) =>
    `<div><span class="label" data-labels-key="${key}">${label}</span><span>: </span><span class="data">${value}</span></div>`;
  const section = (number: string, name: string, id: string, title: string, cpv: string) =>
    `<div><div class="sublevel__number"><span>${number}. </span></div><div class="sublevel__content"><span>${name}: </span><span>${id}</span></div>
     ${field('business-term|name|BT-21', 'Titel', title)}${field('business-term|name|BT-262', 'Primær klassifikation', cpv)}
     ${field('business-term|name|BT-27', 'Anslået værdi eksklusiv moms', '1 500 000,00 DKK')}</div>`;
  const notice = (lots: string) =>
    read(
      `<h1>Inventar</h1><div class="h2" id="section1_1">1. Køber</div>${field('field|name|BT-500-Organization-Company', 'Officielt navn', 'Engdal Kommune')}
       <div class="h2" id="section2_1">2. Procedure</div>${field('business-term|name|BT-21', 'Titel', 'Inventar til skoler')}${lots}`,
      'https://ted.europa.eu/da/notice/-/detail/917342-2026',
    ).tender;

  test('has lots and groups of lots, and a group is no lot', () => {
    const lots = `<div class="h2" id="section5_1">5. Delkontrakt</div>${section('5.1', 'Delkontrakt', 'LOT-0001', 'Stole', '39112000')}
      ${section('5.2', 'Delkontrakt', 'LOT-0002', 'Borde', '39121200')}${section('5.3', 'Gruppe af delkontrakter', 'GLO-0001', 'Stole og borde', '39160000')}`;
    const { title, lots: read } = notice(lots);
    expect([title, read.map(({ id, title, cpv, value }) => [id, title, cpv, value?.amount])]).toEqual([
      'Inventar til skoler',
      [
        ['LOT-0001', 'Stole', ['39112000'], 1_500_000],
        ['LOT-0002', 'Borde', ['39121200'], 1_500_000],
      ],
    ]);
  });

  test('of a plan has parts', () => {
    const lots = `<div class="h2" id="section3_1">3. Del</div>${section('3.1', 'Del', 'PAR-0001', 'Stole', '39112000')}${section('3.2', 'Del', 'PAR-0002', 'Borde', '39121200')}`;
    expect(notice(lots).lots.map(({ id, title }) => [id, title])).toEqual([
      ['PAR-0001', 'Stole'],
      ['PAR-0002', 'Borde'],
    ]);
  });
});
