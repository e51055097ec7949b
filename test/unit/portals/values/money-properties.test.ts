import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount } from '../../../../lib/portals/values/money.ts';
import { numRuns } from '../runs.ts';

const blanks = [' ', '\u00a0', '\u2009', '\u202f'];

/** How a country writes numbers: between the groups of three, and before the decimals. */
interface Manner {
  group: string;
  decimal: string;
}
const manners: Manner[] = [
  { group: '.', decimal: ',' },
  { group: ',', decimal: '.' },
  ...blanks.map((group) => ({ group, decimal: ',' })),
  { group: ' ', decimal: '.' },
  { group: "'", decimal: '.' },
  { group: '’', decimal: '.' },
  { group: '', decimal: ',' },
];

function grouped(whole: number, group: string): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, group);
}

const currencies = ['DKK', 'NOK', 'SEK', 'EUR', 'GBP', 'CHF', 'ISK', 'PLN', 'USD'];
const crowns = [
  { country: 'DK', currency: 'DKK' },
  { country: 'NO', currency: 'NOK' },
  { country: 'SE', currency: 'SEK' },
  { country: 'IS', currency: 'ISK' },
];
/** A currency with what stands before and after the number. */
const unit = fc.oneof(
  fc.constantFrom(...currencies).map((currency) => ({ currency, country: null, before: '', after: ` ${currency}` })),
  fc.constantFrom(...currencies).map((currency) => ({ currency, country: null, before: `${currency} `, after: '' })),
  fc.constantFrom('€', '€ ').map((before) => ({ currency: 'EUR', country: null, before, after: '' })),
  fc
    .constantFrom(' €', '€', ' euroa', ' Euro', ' euro')
    .map((after) => ({ currency: 'EUR', country: null, before: '', after })),
  fc.constantFrom('£').map((before) => ({ currency: 'GBP', country: null, before, after: '' })),
  fc.constantFrom(' zł').map((after) => ({ currency: 'PLN', country: null, before: '', after })),
  fc
    .tuple(fc.constantFrom(...crowns), fc.constantFrom(' kr.', ' kr', 'kr', ',- kr.', '\u00a0kr'))
    .map(([{ country, currency }, after]) => ({ currency, country, before: '', after })),
  fc
    .tuple(fc.constantFrom(...crowns), fc.constantFrom('kr. ', 'kr ', 'Kr. '))
    .map(([{ country, currency }, before]) => ({ currency, country, before, after: '' })),
);
const withoutTax = fc.constantFrom(
  '',
  ' ekskl. moms',
  ' eksklusiv moms',
  ' eks. mva.',
  ' exkl. moms',
  ' (alv 0 %)',
  ' excl. VAT',
  ' ohne MwSt.',
  ' exclusief btw',
  ' hors TVA',
  ' HT',
);
const lead = fc.constantFrom('', 'ca. ', 'Anslået værdi: ', 'omkring ', 'Estimated value excluding VAT: ', 'cirka ');

test('an amount is read back, whatever the language writes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 2_000_000_000 }),
      fc.constantFrom(...manners),
      fc.boolean(),
      unit,
      withoutTax,
      lead,
      (whole, { group, decimal }, cents, { currency, country, before, after }, tax, words) => {
        const isEven = after.startsWith(',-');
        const digits = `${grouped(whole, group)}${cents && !isEven ? `${decimal}50` : ''}`;
        const amount = cents && !isEven ? whole + 0.5 : whole;
        expect(readAmount(`${words}${before}${digits}${after}${tax}`, country)).toEqual({
          value: { amount, currency },
          note: null,
        });
      },
    ),
    { numRuns: numRuns * 3 },
  );
});

const scales = fc.constantFrom(
  ...['mio.', 'mill.', 'millioner', 'miljoner', 'milj.', 'Mio.', 'miljoen', 'Millionen', 'million', 'millions d’'].map(
    (word) => ({ word, factor: 1e6 }),
  ),
  ...['mia.', 'mrd.', 'milliarder', 'miljarder', 'Mrd.', 'miljard', 'billion', 'bn'].map((word) => ({
    word,
    factor: 1e9,
  })),
  ...['tusinde', 'tusen', 'Tsd.', 'duizend', 'thousand'].map((word) => ({ word, factor: 1e3 })),
);

test('millions and milliards are read back with one decimal', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(',', '.'),
      scales,
      fc.constantFrom('EUR', 'euros', '€'),
      (whole, tenth, mark, { word, factor }, currency) => {
        const digits = tenth === 0 ? String(whole) : `${whole}${mark}${tenth}`;
        expect(readAmount(`${digits} ${word} ${currency}`.replace('’ ', '’'), null)).toEqual({
          value: { amount: Math.round((whole * 10 + tenth) * factor) / 10, currency: 'EUR' },
          note: null,
        });
      },
    ),
    { numRuns },
  );
});

test('ranges and maxima stay words, however they are written', () => {
  const amount = fc.integer({ min: 1000, max: 900_000_000 });
  const frames = fc.constantFrom(
    (low: string, high: string) => `mellem ${low} og ${high} kr.`,
    (low: string, high: string) => `${low} – ${high} DKK`,
    (low: string, high: string) => `${low}-${high} kr.`,
    (low: string, high: string) => `${low} kr. til ${high} kr.`,
    (low: string, high: string) => `fra ${low} til ${high} kr.`,
    (low: string, high: string) => `mellan ${low} och ${high} kr`,
    (low: string, high: string) => `between DKK ${low} and DKK ${high}`,
    (low: string, high: string) => `${low} bis ${high} EUR`,
    (low: string, high: string) => `entre ${low} et ${high} euros`,
    (low: string, high: string) => `tussen € ${low} en € ${high}`,
    (_: string, high: string) => `maks. ${high} kr.`,
    (_: string, high: string) => `op til ${high} kr.`,
    (_: string, high: string) => `Up to EUR ${high}`,
    (_: string, high: string) => `enintään ${high} euroa`,
    (_: string, high: string) => `${high} kr. pr. år`,
    (_: string, high: string) => `${high} kr. inkl. moms`,
  );
  fc.assert(
    fc.property(amount, amount, fc.constantFrom(...manners), frames, (low, high, { group }, frame) => {
      const text = frame(grouped(low, group), grouped(low + high, group));
      expect(readAmount(text, 'DK')).toEqual({ value: null, note: text.replace(/\s/g, ' ') });
    }),
    { numRuns },
  );
});

test('an amount without a currency is never given one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 900_000_000 }), fc.constantFrom(...manners), (whole, { group }) => {
      expect(readAmount(grouped(whole, group), 'DK').value).toBe(null);
      expect(readAmount(`${grouped(whole, group)} kr.`, null).value).toBe(null);
    }),
    { numRuns },
  );
});

test('any text is read without an exception', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('DK', 'constructor', '__proto__', null),
      (text, country) => {
        const { value, note } = readAmount(`${text} 5 kr`, country);
        expect(value === null || Number.isFinite(value.amount)).toBe(true);
        expect((note ?? '').length).toBeLessThanOrEqual(200);
      },
    ),
    { numRuns },
  );
});
