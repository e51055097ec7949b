// @vitest-environment happy-dom
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkedNodes } from '../../../lib/portals/notice/linked-data.ts';
import { tenderDataOf } from '../../../lib/portals/notice/tender-data.ts';
import { readTender } from '../../../lib/portals/read.ts';
import { siteAt } from '../../../lib/sites.ts';
import { documentOf } from '../portals/fixture.ts';
import { damaged, few, hostile, many, patience, prototypeIsUntouched, prototypeKeys } from './hostile.ts';

const linked = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Kontorstol',
  gtin13: '5701234567899',
  offers: { '@type': 'Offer', price: '1299.00', priceCurrency: 'DKK' },
};

const label = fc.constantFrom(
  'Ordregiver',
  'CPV-kode',
  'Titel',
  'Frist',
  'Anslået værdi',
  'Delkontrakt',
  ...prototypeKeys,
);
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('90910000-9', '1.200.000 kr.', '31-02-2026 kl. 25:61', '12345678', 'Levering af kontorstole'),
);
/** Documents that the one before looked at are held until the present work has come to its end. */
const turn = () => setImmediate();
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('a page from outside', () => {
  test('may say of itself what it likes in its data', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostile, damaged([linked])), async (value) => {
        await turn();
        const text = (JSON.stringify(value) ?? '').replaceAll('</', '<\\/');
        const document = documentOf(`<script type="application/ld+json">${text.slice(0, 5_000)}</script>`);
        for (const node of linkedNodes(document)) expect(typeof node).toBe('object');
        tenderDataOf(document);
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('is read to its end with any labels and any values', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(word, fc.array(fc.tuple(label, word), { maxLength: 8 }), async (title, pairs) => {
        await turn();
        const rows = pairs.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('');
        const { tender, kind } = readTender(
          documentOf(`<title>x</title><main><h1>${escaped(title)}</h1><dl>${rows}</dl></main>`),
          new URL('https://portal.example/1'),
        );
        expect(['notice', 'list', 'form', 'item', 'basket', 'login', 'none']).toContain(kind);
        const codes = [tender.cpv.main, ...tender.cpv.additional].filter((code) => code !== null);
        for (const code of codes) expect(code).toMatch(/^\d{8}$/);
        if (tender.value !== null) expect(Number.isFinite(tender.value.amount)).toBe(true);
      }),
      few,
    );
    prototypeIsUntouched();
  });

  test('has an address that is a site or none', { timeout: patience }, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' }), fc.constantFrom(...prototypeKeys)),
        (address) => {
          const site = siteAt(address);
          expect(site === null || typeof site.id === 'string').toBe(true);
        },
      ),
      many,
    );
  });
});
