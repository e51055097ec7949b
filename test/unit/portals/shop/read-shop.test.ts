// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../../lib/portals/page/page.ts';
import { Pause } from '../../../../lib/portals/page/slices.ts';
import { readAgain, readTender } from '../../../../lib/portals/read.ts';
import type { Item, Reading } from '../../../../lib/portals/tender.ts';
import { dkk, documentOf, head, nothing } from '../fixture.ts';
import { numRuns } from '../runs.ts';

const read = (html: string, address = 'https://shop.example/x') => readTender(documentOf(html), new URL(address));
const fixture = (name: string, address?: string) =>
  read(readFileSync(`test/fixtures/shop/${name}.html`, 'utf8'), address);
const titles = ({ items = [] }: Reading) => items.map(({ title }) => title);
const first = ({ items = [] }: Reading): Item => {
  if (!items[0]) throw new Error('nothing was read');
  return items[0];
};
const buy = '<button>Læg i kurv</button>';
const card = (name: string, price: string, rest = '') =>
  `<li><a href="/v"><h3>${name}</h3></a><b>${price}</b>${rest}</li>`;

describe('the page of one article', () => {
  test('reads all that its linked data says, past broken data, and not the related articles', () => {
    const reading = fixture('item-json-ld');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'item', state: 'complete' });
    expect(reading.tender).toEqual({
      ...nothing,
      title: 'Kontorstol Birk, sort',
      valueNote: '1299.50 DKK',
      language: 'da',
    });
    const { title, description, category, brand, price, gtin, sku, labels } = first(reading);
    expect({ title, description, category, brand, price, gtin, sku }).toEqual({
      title: 'Kontorstol Birk, sort',
      description: 'Stol med højdejustering og svingbar ryg.',
      category: 'Kontorstole',
      brand: 'Fjeldmark',
      price: dkk(1299.5),
      gtin: '5701234567899',
      sku: '39112000',
    });
    expect(reading.items).toHaveLength(1);
    expect(labels).toContain('Möbelfakta');
    // Neither a link to a page about the label nor the badge of another article is the article's own.
    expect(labels).not.toContain('Svanemærket');
    expect(reading.titleElement?.tagName).toBe('H1');
  });

  test('reads one without any data by its heading, its price in parts and its button', () => {
    const reading = fixture('item-bare');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'item', state: 'complete' });
    const { title, description, price, sku } = first(reading);
    expect({ title, description, price, sku }).toEqual({
      title: 'Universalrengøring citron, 1 liter',
      description: 'Til daglig rengøring af borde og gulve.',
      price: dkk(34.95),
      sku: '39831200',
    });
  });

  test('reads RDFa, with or without a prefix', () => {
    const rdfa = (prefix: string, vocab: string) =>
      `<main><div ${vocab} typeof="${prefix}Product"><h1 property="${prefix}name">Kontorstol Pil</h1>
       <span property="${prefix}brand" typeof="${prefix}Brand"><span property="${prefix}name">Nordkær</span></span>
       <div property="${prefix}offers" typeof="${prefix}Offer"><span property="${prefix}price" content="950.00">950 kr.</span>
       <meta property="${prefix}priceCurrency" content="DKK"></div>
       <div property="${prefix}hasEnergyConsumptionDetails" typeof="${prefix}EnergyConsumptionDetails">
       <link property="${prefix}hasEnergyEfficiencyCategory" href="https://schema.org/EUEnergyEfficiencyCategoryB"></div></div></main>`;
    for (const html of [rdfa('', 'vocab="https://schema.org/"'), rdfa('schema:', '')]) {
      const { title, brand, price, labels } = first(read(html));
      expect({ title, brand, price }).toEqual({ title: 'Kontorstol Pil', brand: 'Nordkær', price: dkk(950) });
      expect(labels).toContain('energy label class B');
    }
  });

  test('takes a badge by what it is called', () => {
    const badge = (img: string) => first(read(`<main><h1>Maling</h1><b>99 kr.</b>${buy}${img}</main>`)).labels;
    expect(badge('<img alt="Svanemærket">')).toContain('Svanemærket');
    expect(badge('<svg><title>EU-Blomsten</title></svg>')).toContain('EU-Blomsten');
    expect(badge('<i title="FSC"></i>')).toContain('FSC');
  });
});

describe('a list of articles', () => {
  test('reads microdata, each article by itself', () => {
    const reading = fixture('list-microdata');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'list', state: 'complete' });
    // A page about no single article has nothing that could be stored.
    expect([reading.tender.title, reading.blocks]).toEqual([null, []]);
    expect(titles(reading)).toEqual([
      'Universalrengøring uden parfume, 1 l',
      'Sanitetsrens 750 ml',
      'Gulvskraber 45 cm',
    ]);
    const { brand, price, gtin, sku, labels } = first(reading);
    expect({ brand, price, gtin, sku }).toEqual({
      brand: 'Ren Kyst',
      price: dkk(24.95),
      gtin: '5709876543210',
      sku: '39831200',
    });
    expect(labels.split('\n')).toContain('Svanemærket');
  });

  test('reads cards without data, in Norwegian crowns, and passes over the price of one sheet', () => {
    const reading = fixture('list-cards-nb');
    expect(reading.tender.language).toBe('nb');
    expect(reading.items?.map(({ title, price }) => [title.slice(0, 20), price])).toEqual([
      ['Kontorstol Vidar, gr', { amount: 2490, currency: 'NOK' }],
      ['Kopipapir A4, 500 ar', { amount: 59.9, currency: 'NOK' }],
      ['Stiftemaskin blå', { amount: 129, currency: 'NOK' }],
      ['Kontorstol med et ga', { amount: 1249, currency: 'NOK' }],
    ]);
    expect(reading.items?.map(({ element }) => element?.tagName)).toEqual(Array(4).fill('ARTICLE'));
  });

  test('finds the card of what linked data tells of, and joins the two', () => {
    const products = ['Kontorstol Ask', 'Kontorstol Eg'].map((name, position) => ({
      '@type': 'ListItem',
      position,
      item: { '@type': 'Product', name, url: `/v/${position}`, brand: 'Nordkær', category: 'Kontorstole' },
    }));
    const data = JSON.stringify({ '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: products });
    const reading = read(
      `<html lang="da"><script type="application/ld+json">${data}</script><main><h1>Stole</h1><ul>
       ${card('Kontorstol Ask', '500 kr.')}${card('Kontorstol Eg', '600 kr.')}${card('Taburet', '200 kr.')}</ul></main>`,
    );
    expect(reading.items?.map(({ title, brand, price }) => [title, brand, price?.amount])).toEqual([
      ['Kontorstol Ask', 'Nordkær', 500],
      ['Kontorstol Eg', 'Nordkær', 600],
      ['Taburet', null, 200],
    ]);
  });

  test('reads a title that the page cuts from where it is whole', () => {
    const cut = '<li><a href="/v" title="Kontorstol med armlæn">Kontorstol med …</a><b>1 kr.</b></li>';
    expect(
      titles(
        read(`<main><h1>Stole</h1><ul>${cut}${card('A stol', '2 kr.')}${card('B stol', '3 kr.')}</ul>${buy}</main>`),
      )[0],
    ).toBe('Kontorstol med armlæn');
  });

  test('two articles are a list where each can be bought, else a chance', () => {
    const two = (rest: string) =>
      read(
        `<main><h1>Stole</h1><ul>${card('Stol', '1 kr.', rest)}${card('Bord', '2 kr.', rest)}</ul><a href="/kurv">Kurv</a></main>`,
      );
    expect(titles(two(buy))).toEqual(['Stol', 'Bord']);
    expect(two('').kind).toBe('none');
  });
});

describe('a basket', () => {
  test('reads its rows with their number and price, and neither the sum nor what is proposed beside it', () => {
    const reading = fixture('basket-table', 'https://shop.example/kurv');
    expect(head(reading)).toEqual({ adapter: 'generic', kind: 'basket', state: 'complete' });
    expect(reading.items?.map(({ title, quantity, price }) => [title, quantity, price?.amount])).toEqual([
      ['Universalrengøring uden parfume, 5 l', 4, 129],
      ['Håndklæde, bomuld, 50 x 100 cm', 20, 29.95],
      ['Grydeske i træ', 2, 15],
    ]);
  });

  test('is known by its heading at any address', () => {
    const row = '<li><a href="/v">Kontorstol</a> <input type="number" value="3"> 900 kr.</li>';
    const reading = read(`<main><h1>Min kurv (1)</h1><ul>${row}</ul></main>`);
    expect([reading.kind, first(reading).quantity]).toEqual(['basket', 3]);
  });
});

describe('what is no shop', () => {
  const story = (name: string) => `<article><h2><a href="/n">${name}</a></h2><p>Det koster 300 kr.</p></article>`;
  const tender = (name: string) =>
    `<article><h2><a href="/udbud/47${name.length}-x">${name}</a></h2><p>Ordregiver: Engdal Kommune</p>
     <p>Tilbudsfrist: 15-01-2027</p><p>Værdi: 2.000.000 kr.</p></article>`;
  test.each([
    [
      'news with prices',
      `<main><h1>Nyt</h1>${story('Kommunen køber stole')}${story('Rengøring')}${story('Maling')}</main>`,
    ],
    [
      'tenders with values, beside a button',
      `<main><h1>Udbud</h1>${tender('Stole')}${tender('Borde til')}${tender('Maling')}<button>Køb adgang</button></main>`,
    ],
    [
      'fees in a table',
      '<main><h1>Takster</h1><table><tr><th>Ydelse</th><th>Pris</th></tr><tr><td>Gebyr</td><td>20 kr.</td></tr><tr><td>Andet</td><td>30 kr.</td></tr></table></main>',
    ],
    ['an empty page', ''],
  ])('no article is read from %s', (_, html) => {
    expect(read(html).items).toBeUndefined();
  });

  test('a tender with a value and a basket in its menu is a notice', () => {
    const reading = read(
      `<a href="/kurv">Kurv</a><main><h1>Rengøring af rådhuset</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd>
       <dt>CPV</dt><dd>90910000</dd><dt>Tilbudsfrist</dt><dd>15-01-2027</dd><dt>Anslået værdi</dt><dd>900.000 kr.</dd></dl>
       <button>Køb</button></main>`,
    );
    expect([reading.kind, reading.tender.cpv.main]).toEqual(['notice', '90910000']);
  });

  test('hostile data gives a reading or nothing', () => {
    const deep = `${'{"item":'.repeat(500)}{"@type":"Product","name":"Dyb"}${'}'.repeat(500)}`;
    const odd = ['{"@type":"Product","name":{"a":1},"offers":[null],"brand":[[]]}', '[[[]]]', 'null', deep];
    for (const data of odd) {
      expect(read(`<script type="application/ld+json">${data}</script><main><h1>Om</h1></main>`).kind).toBe('none');
    }
    const reading = read(`<main><h1>__proto__</h1>${card(`${'a'.repeat(100_000)}`, '1 kr.')}<b>1 kr.</b>${buy}</main>`);
    expect(reading.items?.every(({ title }) => title.length <= 300)).toBe(true);
  });
});

describe('numbers of the shop', () => {
  test('an e-catalogue’s UNSPSC, article and EAN numbers stand where they belong', () => {
    const reading = fixture('catalogue-unspsc');
    expect(reading.tender.cpv).toEqual({ main: null, additional: [] });
    expect(reading.items?.map(({ title, sku, gtin, price }) => [title, sku, gtin, price?.amount])).toEqual([
      ['Kontorstol Thor, sort', '39130000', '30192700', 1995],
      ['Kopipapir A4 80 g, FSC Mix', '30197630', '5701234500017', 149.5],
      ['Kuglepen blå, 50 stk.', '30192121', '5701234500024', 99],
    ]);
  });

  test('whatever they are, none becomes a CPV code', () => {
    // A row of numbers that is the same in every run; each of them has the form of a code.
    let seed = 7;
    const next = (): number => (seed = (seed * 48271) % 2147483647);
    const divisions = ['03', '15', '30', '33', '39', '45', '50', '60', '72', '79', '90', '98'];
    const number = () => `${divisions[next() % divisions.length]}${String(next() % 1_000_000).padStart(6, '0')}`;
    const labels = ['Varenr.', 'Varenummer:', 'SKU', 'EAN', 'UNSPSC', 'UNSPSC-kode:', 'Item no.', 'GTIN'];
    for (let round = 0; round < Math.ceil(numRuns / 10); round++) {
      const numbers = labels.map((label) => `<p>${label} ${number()}</p>`).join('');
      const data = JSON.stringify({ '@type': 'Product', name: `Stol ${number()}`, sku: number(), gtin8: number() });
      const pages = [
        `<main><h1>Stol ${number()}</h1>${numbers}<b>${number()} kr.</b>${buy}</main>`,
        `<script type="application/ld+json">${data}</script><main><h1>Stol</h1>${numbers}</main>`,
        `<main><h1>Søgning</h1><ul>${[1, 2, 3].map((n) => card(`Stol ${n} ${number()}`, `${n} kr.`, numbers)).join('')}</ul>${buy}</main>`,
      ];
      for (const page of pages) {
        const { tender, kind, items } = read(page);
        expect([tender.cpv, tender.lots, kind === 'item' || kind === 'list']).toEqual([
          { main: null, additional: [] },
          [],
          true,
        ]);
        expect(items?.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('a list of hundreds of articles', () => {
  const cards = Array.from({ length: 300 }, (_, number) =>
    card(`Kopipapir nummer ${number}`, `${number + 10},00 kr.`, buy),
  );
  const html = `<main><h1>Papir</h1><ul>${cards.join('')}</ul></main>`;
  const url = new URL('https://shop.example/x');
  /** A page whose pace stops the work after so many pieces; how many runs a reading took, and how many pieces. */
  const inSlices = (document: Document, most: number) => {
    let pieces = 0;
    let left = most;
    const page = pageOf(document, () => {
      if (left-- === 0) throw new Pause();
      pieces += 1;
    });
    const readOn = (): { reading: Reading; runs: number; pieces: number } => {
      pieces = 0;
      for (let runs = 1; ; runs += 1) {
        left = most;
        try {
          return { reading: readAgain(page, url), runs, pieces };
        } catch (error) {
          if (!(error instanceof Pause)) throw error;
        }
      }
    };
    return { page, readOn };
  };

  test('is read in slices, with what it gives when it is read at one go', () => {
    const document = documentOf(html);
    const { reading, runs } = inSlices(document, 20).readOn();
    expect(runs).toBeGreaterThan(30);
    expect(titles(reading)).toHaveLength(300);
    expect(JSON.stringify(reading.items?.map(({ title, price }) => [title, price]))).toBe(
      JSON.stringify(readTender(document, url).items?.map(({ title, price }) => [title, price])),
    );
  });

  test('is read again only where an article has changed', () => {
    const document = documentOf(html);
    const { page, readOn } = inSlices(document, 20);
    readOn();
    const name = document.querySelectorAll('h3')[150] as HTMLElement;
    const text = name.firstChild as Text;
    text.data = 'Konvolutter';
    page.tree.note([
      {
        type: 'characterData',
        target: text,
        addedNodes: [],
        removedNodes: [],
        previousSibling: null,
        nextSibling: null,
      } as never,
    ]);
    const { reading, pieces } = readOn();
    expect(titles(reading)[150]).toBe('Konvolutter');
    expect(pieces).toBeLessThan(40);
  });
});
