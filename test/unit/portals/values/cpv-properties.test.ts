import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpvInSlot, findCpv } from '../../../../lib/portals/values/cpv.ts';
import { cpvCheckDigit, cpvCodes } from '../../../../lib/portals/values/cpv-table.ts';
import { numRuns } from '../runs.ts';

const codes = [...cpvCodes()].map((code) => String(code).padStart(8, '0'));
const round = codes.filter((code) => code.endsWith('000') && !code.startsWith('0'));
const code = fc.constantFrom(...codes);
/** Codes that an amount, typed without separators, may equal. */
const roundCode = fc.constantFrom(...round);

const blank = fc.constantFrom(' ', '\u00a0', '\u2009', '\u202f');
const dash = fc.constantFrom('-', '\u2010', '\u2011', '–', '—', '\u2212');
const name = fc.constantFrom(
  'Kontormøbler',
  'Rengøring af bygninger',
  'Siivouspalvelut',
  'Usługi',
  'Büromöbel',
  'Стоки',
);

/** A code in the forms that count wherever they stand: its official digit after a dash. */
const checked = fc
  .tuple(code, dash, blank)
  .chain(([number, mark, gap]) =>
    fc
      .constantFrom(`${number}${mark}${cpvCheckDigit(number)}`, `${number}${gap}${mark}${gap}${cpvCheckDigit(number)}`)
      .map((text) => ({ number, text })),
  );

/** Every form that counts beside a label. */
const written = fc.oneof(
  checked,
  code.map((number) => ({ number, text: number })),
  code.map((number) => ({ number, text: `${number}${cpvCheckDigit(number)}` })),
  fc.tuple(code, blank).map(([number, gap]) => ({ number, text: `${number}${gap}${cpvCheckDigit(number)}` })),
  code.map((number) => ({ number, text: number.replace(/(\d\d)(?=\d)/g, '$1.') })),
  fc.tuple(code, blank).map(([number, gap]) => ({
    number,
    text: `${number.slice(0, 2)}${gap}${number.slice(2, 5)}${gap}${number.slice(5)}-${cpvCheckDigit(number)}`,
  })),
  // A typing error in the digit does not make the code another one.
  fc.tuple(code, fc.integer({ min: 0, max: 9 })).map(([number, digit]) => ({ number, text: `${number}-${digit}` })),
);

const labels = [
  'CPV',
  'CPV:',
  '( cpv ):',
  'CPV-kode',
  'CPV-kode:',
  'CPV-koder:',
  'Hoved-CPV-kode\n',
  'Supplerende CPV-kode(r):',
  'Primær klassifikation ( cpv ):',
  'Yderligere klassificering (cpv):',
  'CPV-nummer',
  'Hovedklassifisering (CPV)',
  'Huvudsaklig CPV-kod',
  'Ytterligare CPV-koder:',
  'CPV-koodi:',
  'Pääasiallinen luokitus (cpv):',
  'Hankintanimikkeistö (CPV-koodi)',
  'Main CPV code:',
  'CPV codes',
  'CPV-Code Hauptteil:',
  'Haupteinstufung (cpv):',
  'CPV-code hoofdcategorie:',
  'Code CPV principal:',
  'CPV supplémentaire',
  'kod CPV',
  'kod CPV -',
  'Cod CPV principal:',
  'Kódy CPV:',
  'СРV:',
  'код СРV',
  'cpvKode:',
];
const label = fc.constantFrom(...labels);

test('a code beside a label is read back, whatever the language and the form', () => {
  fc.assert(
    fc.property(label, written, fc.option(name, { nil: '' }), (words, { number, text }, after) => {
      expect(findCpv(`Udbud af varer. ${words} ${text} ${after}`)).toEqual([number]);
    }),
    { numRuns },
  );
});

test('a code in a field for codes is read back in every form', () => {
  fc.assert(
    fc.property(written, fc.option(name, { nil: '' }), ({ number, text }, after) => {
      expect(cpvInSlot(`${text} ${after}`)).toEqual([number]);
    }),
    { numRuns },
  );
});

test('a code with its official digit is read back without a label, before or after its name', () => {
  fc.assert(
    fc.property(checked, name, fc.boolean(), ({ number, text }, words, first) => {
      expect(findCpv(first ? `${words} ${text}` : `${text} ${words}`)).toEqual([number]);
    }),
    { numRuns },
  );
});

test('a list of codes is read back in its order', () => {
  const entry = fc.tuple(written, name);
  const marks = fc.constantFrom(', ', '; ', ' | ', ' og ', ', and ', ' und ', ' / ');
  fc.assert(
    fc.property(
      label,
      fc.uniqueArray(entry, { minLength: 2, maxLength: 12, selector: ([{ number }]) => number }),
      marks,
      fc.boolean(),
      (words, entries, mark, named) => {
        const list = entries.map(([{ text }, word]) => (named ? `${text} ${word}` : text)).join(mark);
        const numbers = entries.map(([{ number }]) => number);
        expect(findCpv(`${words} ${list}`)).toEqual(numbers);
        expect(cpvInSlot(list)).toEqual(numbers);
      },
    ),
    { numRuns },
  );
});

/** Numbers that equal a code and are none, beside words that no code stands beside. */
const traps = fc.oneof(
  fc
    .tuple(
      roundCode,
      fc.constantFrom(
        'kr.',
        ' kr',
        ' DKK',
        ' NOK',
        ' SEK',
        ' EUR',
        ' €',
        ' kroner',
        ' euroa',
        ' kronor',
        ',-',
        ' zł',
        ' CHF',
        ' kr. ekskl. moms',
      ),
    )
    .map(([number, unit]) => `${number}${unit}`),
  fc
    .tuple(fc.constantFrom('kr.', 'DKK', 'NOK', 'SEK ', 'EUR', '€', '£', 'CHF', 'kr. '), roundCode)
    .map(([unit, number]) => `${unit} ${number}`),
  fc
    .tuple(
      fc.constantFrom(
        'Budget',
        'Anslået værdi:',
        'Estimated value',
        'Beräknat värde:',
        'Ennakoitu arvo',
        'Geschätzter Wert:',
        'Geraamde waarde',
        'Valeur estimée :',
        'Kontraktsum',
        'Ramme:',
        'Maksimalt',
        'Beløbet er',
      ),
      roundCode,
    )
    .map(([words, number]) => `${words} ${number}`),
  fc
    .tuple(
      fc.constantFrom(
        'CVR',
        'CVR-nr.',
        'CVR nr.:',
        'CVR DK',
        'SE-nr.',
        'P-nr.',
        'tlf.',
        'Telefon:',
        'Telefon: +45',
        'Tlf. nr.',
        'Phone',
        'puh.',
        'Tél. :',
        'UNSPSC',
        'UNSPSC:',
        'EAN',
        'Varenr.',
        'Varenummer',
        'Art.nr',
        'Kundenummer',
        'Ordrenr.',
        'Faktura nr.',
        'Sagsnr.',
        'Saksnummer:',
        'Dnr',
        'Ref.',
        'Reference:',
        'Referenznummer',
        'ID',
        'Journalnr.',
        'Org.nr.',
        'ISBN',
        'Kontonr.',
      ),
      fc.oneof(roundCode, code),
    )
    .map(([words, number]) => `${words} ${number}`),
  fc
    .tuple(
      roundCode,
      roundCode,
      fc.constantFrom(' à ', ' til ', ' to ', ' bis ', ' tot ', ' till ', '–', ' - ', ' til og med '),
      fc.boolean(),
    )
    .map(([low, high, word, digits]) =>
      digits ? `${low}-${cpvCheckDigit(low)}${word}${high}-${cpvCheckDigit(high)}` : `CPV ${low}${word}${high}`,
    ),
  fc
    .tuple(fc.constantFrom('2026-', '24/', 'FSP', 'U', 'INT-', 'P', 'DK', 'x/', 'cpv=', '+'), code)
    .map(([before, number]) => `${before}${number}`),
  fc
    .tuple(code, fc.constantFrom('-A', '/26', '.pdf', '-2026', '@x.example', ',50', '.00', '000', '-123'))
    .map(([number, after]) => `${number}${after}`),
  roundCode.map((number) => `${number.slice(0, 2)}.${number.slice(2, 5)}.${number.slice(5)},00`),
  roundCode.map((number) => `${number.slice(0, 2)}\u00a0${number.slice(2, 5)}\u00a0${number.slice(5)}`),
  fc.constantFrom('31122000', '30122000', '24112000', '09122000', '03112000').map((date) => `den ${date}`),
);

const sentence = fc.constantFrom(
  (trap: string) => trap,
  (trap: string) => `Kommunen har meddelt: ${trap}. Se mere i bilaget.`,
  (trap: string) => `CPV-koden fremgår af bilaget. ${trap}`,
  (trap: string) => `(${trap})`,
  (trap: string) => `Rengøring,\n${trap}\nog andet`,
);

test('no amount, phone, register number, reference, date or range is taken for a code', () => {
  fc.assert(
    fc.property(fc.oneof(traps, roundCode), sentence, (trap, words) => {
      expect(findCpv(words(trap))).toEqual([]);
    }),
    { numRuns: numRuns * 4 },
  );
});

test('nor is it beside a real code', () => {
  const joints = fc.constantFrom(', ', '. ', '; ', '\n', ' og ', ' (', ' – ');
  fc.assert(
    fc.property(traps, joints, (trap, joint) => {
      expect(findCpv(`CPV: 98390000-3 Andre ydelser${joint}${trap}`)).toEqual(['98390000']);
      expect(cpvInSlot(`98390000-3 Andre ydelser${joint}${trap}`)).toEqual(['98390000']);
    }),
    { numRuns: numRuns * 2 },
  );
});

test('any text is read without an exception, and only codes of the table come out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), code, (noise, number) => {
      const found = [...findCpv(`${noise}${number}${noise}`), ...cpvInSlot(`${noise} ${number}`)];
      expect(found.filter((one) => !codes.includes(one))).toEqual([]);
    }),
    { numRuns },
  );
});
