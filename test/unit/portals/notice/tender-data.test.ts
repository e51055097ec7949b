// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../../lib/portals/read.ts';
import { dkk, documentOf, text } from '../fixture.ts';

const read = (html: string, url = 'https://portal.example/1') => readTender(documentOf(html), new URL(url));
const script = (data: unknown) =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;
const page = (data: unknown, main = '<h1>Rengøring af rådhuset</h1>') => `${script(data)}<main>${main}</main>`;

const tender = {
  '@context': 'https://schema.org',
  '@type': 'Demand',
  name: 'Rengøring af rådhus og skoler',
  description: 'Daglig rengøring af rådhuset og kommunens fire skoler uden parfumerede midler.',
  identifier: [
    { '@type': 'PropertyValue', propertyID: 'Sagsnr.', value: '24.02-02266' },
    { '@type': 'PropertyValue', propertyID: 'TED', value: '917342-2026' },
    { '@type': 'PropertyValue', propertyID: 'CPV', value: '90911300' },
  ],
  buyer: {
    '@type': 'GovernmentOrganization',
    name: 'Engdal Kommune',
    taxID: 'DK45000000',
    address: { '@type': 'PostalAddress', addressCountry: 'DK' },
  },
  category: { '@type': 'CategoryCode', codeValue: '90910000-9', inCodeSet: 'CPV 2008' },
  estimatedValue: { '@type': 'MonetaryAmount', value: 1500000.5, currency: 'DKK' },
  validThrough: '2027-03-12T12:00:00+01:00',
};
const expected = {
  title: 'Rengøring af rådhuset',
  buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
  otherBuyers: [],
  reference: '24.02-02266',
  publicationNumber: '917342-2026',
  cpv: { main: '90910000', additional: ['90911300'] },
  value: dkk(1_500_000.5),
  deadline: '2027-03-12T12:00:00+01:00',
};

describe('a page that describes its tender in linked data', () => {
  test.each([
    ['by itself', tender],
    ['in a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'Portal' }, tender] }],
    ['as what the page is about', { '@type': 'WebPage', mainEntity: tender }],
    ['in a list of types', { ...tender, '@type': ['Thing', 'schema:Demand'] }],
    ['as a tender of a vocabulary of its own', { ...tender, '@type': 'https://data.example/ns#PublicTender' }],
  ])('%s', (_, data) => {
    const reading = read(page(data));
    expect([reading.kind, reading.tender]).toMatchObject(['notice', expected]);
    expect(text(reading, 'description')).toBe(tender.description);
  });

  test('is trusted after the labels that its reader sees', () => {
    const labels = `<h1>Rengøring af rådhuset</h1><dl><dt>Ordregiver</dt><dd>Nørrevang Kommune</dd><dt>CPV</dt><dd>45000000-7</dd>
      <dt>Tilbudsfrist</dt><dd>01-02-2027</dd><dt>Sagsnr.</dt><dd>16/017763</dd><dt>Anslået værdi</dt><dd>mellem 4 og 6 mio. kr.</dd></dl>`;
    expect(read(page(tender, labels)).tender).toMatchObject({
      buyer: { name: 'Nørrevang Kommune', id: null, scheme: null },
      otherBuyers: [],
      cpv: { main: '45000000', additional: [] },
      deadline: '2027-02-01',
      reference: '16/017763',
      value: null,
      publicationNumber: '917342-2026',
    });
  });

  test('says nothing of a description that stands on the page', () => {
    const reading = read(page(tender, `<h1>Rengøring af rådhuset</h1><p>${tender.description}</p>`));
    expect([text(reading, 'description'), text(reading, 'text')]).toEqual(['', tender.description]);
  });

  test('gives the title where no heading does, with several buyers by name alone', () => {
    const data = { ...tender, buyer: ['Engdal Kommune', { name: 'Nørrevang Kommune' }] };
    expect(read(page(data, '<p>Se dokumenterne.</p>')).tender).toMatchObject({
      title: tender.name,
      buyer: { name: 'Engdal Kommune', id: null },
      otherBuyers: [{ name: 'Nørrevang Kommune', id: null }],
    });
  });

  test('makes no tender of a wish without a buyer, of a service or of news', () => {
    const wish = { '@type': 'Demand', name: 'Cykel søges', identifier: '24.02-02266', category: '90910000' };
    const service = { ...tender, '@type': 'GovernmentService' };
    const news = [{ '@type': 'NewsArticle', headline: 'Rengøring i udbud' }, tender];
    for (const data of [wish, service, news]) expect([data, read(page(data)).kind]).toEqual([data, 'none']);
  });

  test('is one that offers to buy, told by what it is about, and one that offers to sell is none', () => {
    const { name, description, category, buyer, ...rest } = tender;
    const offer = { ...rest, '@type': 'Offer', offeredBy: buyer };
    const itemOffered = { '@type': 'Product', name, description, category };
    const buying = { ...offer, itemOffered, businessFunction: 'http://purl.org/goodrelations/v1#Buy' };
    const reading = read(page(buying));
    expect([reading.kind, reading.tender]).toMatchObject(['notice', expected]);
    const selling = { ...buying, businessFunction: { '@id': 'http://purl.org/goodrelations/v1#Sell' } };
    for (const data of [selling, { ...buying, businessFunction: undefined }]) {
      expect(read(page(data)).kind).not.toBe('notice');
    }
  });

  test('and wishes for an article is no page of a shop', () => {
    const data = { ...tender, itemOffered: { '@type': 'Product', name: 'Kontorstol', offers: { price: 10 } } };
    expect(read(page(data)).kind).toBe('notice');
  });

  test.each([
    ['cut off', '{"@type":"Demand","name":'],
    ['null', 'null'],
    ['deep', `${'{"mainEntity":'.repeat(5000)}{"@type":"Demand"}${'}'.repeat(5000)}`],
    ['an array without end', `${'['.repeat(50_000)}`],
    [
      'of other kinds',
      '{"@type":"Demand","name":7,"buyer":[[]],"identifier":{"value":{}},"category":[null,{"inCodeSet":[]}],"estimatedValue":{"value":"x"},"validThrough":{}}',
    ],
    [
      'of the prototype',
      '{"@type":"Demand","__proto__":{"buyer":"Engdal Kommune"},"constructor":"x","hasOwnProperty":1,"toString":2}',
    ],
    ['too large', JSON.stringify({ ...tender, description: 'x'.repeat(600_000) })],
  ])('that is %s ends quietly', (_, data) => {
    expect(read(page(data)).kind).toBe('none');
  });
});

describe('a page that describes its tender in its markup', () => {
  test('as microdata', () => {
    const html = `<main itemscope itemtype="https://schema.org/Demand"><h1 itemprop="name">Rengøring af rådhuset</h1>
      <p itemprop="description">Daglig rengøring.</p><p>Vi er <span itemprop="buyer" itemscope itemtype="https://schema.org/GovernmentOrganization">
      <b itemprop="name">Engdal Kommune</b><meta itemprop="taxID" content="45000000"><span itemprop="address" itemscope><meta itemprop="addressCountry" content="DK"></span></span></p>
      <span itemprop="identifier">24.02-02266</span><time itemprop="validThrough" datetime="2027-03-12T12:00:00+01:00">12. marts</time>
      <span itemprop="category" itemscope><meta itemprop="inCodeSet" content="CPV"><meta itemprop="codeValue" content="90910000-9"></span>
      <span itemprop="estimatedValue" itemscope><meta itemprop="value" content="1500000.5"><meta itemprop="currency" content="DKK"></span></main>`;
    expect(read(html).tender).toMatchObject({
      ...expected,
      publicationNumber: null,
      cpv: { main: '90910000', additional: [] },
    });
  });

  test('as RDFa', () => {
    const html = `<main vocab="https://schema.org/" typeof="Demand"><h1 property="name">Rengøring af rådhuset</h1>
      <p property="buyer" typeof="Organization"><span property="name">Engdal Kommune</span></p>
      <p property="schema:validThrough" content="2027-03-12">fredag</p><span property="cpv">90910000-9 Rengøring</span></main>`;
    expect(read(html).tender).toMatchObject({
      buyer: { name: 'Engdal Kommune', id: null, scheme: null },
      cpv: { main: '90910000', additional: [] },
      deadline: '2027-03-12',
    });
  });

  test('with properties of the prototype ends quietly', () => {
    const html = `<main itemscope itemtype="https://schema.org/Demand"><h1 itemprop="__proto__ constructor toString">x</h1>
      <p itemprop="__proto__" itemscope><b itemprop="buyer">Engdal Kommune</b></p></main>`;
    expect(read(html).kind).toBe('none');
  });
});
