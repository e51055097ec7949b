import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cpvCheckDigit, cpvInSlot, findCpv, isCpvShape } from '../../../lib/portals/cpv.ts';

describe('free text', () => {
  test.each([
    ['CPV: 80532000, 79633000', ['80532000', '79633000']],
    ['(CPV 55300000)', ['55300000']],
    ['CPV-code 85000000-9 Gesundheits- und Sozialwesen', ['85000000']],
    ['CPV-Code Hauptteil: 55110000', ['55110000']],
    ['(CPV – 66514110-0)', ['66514110']],
    ['kod CPV 85121000.', ['85121000']],
    ['kod CPV - 41110000-3', ['41110000']],
    ['Cod CPV principal: 79713000-5; cod CPV secundar: 79715000-9', ['79713000', '79715000']],
    ['Kódy CPV: 79110000-8, 79100000-5', ['79110000', '79100000']],
    ['CPV supplémentaire 45315600 Installations', ['45315600']],
    ['(CPV:33696500-0)', ['33696500']],
    ['СРV: 33600000 лекарства', ['33600000']],
    ['79710000-4 - Usługi ochroniarskie', ['79710000']],
    ['Analyzátory 38434000-6', ['38434000']],
    ['Supplerende CPV-koder: 45310000-3 Udførelse af el-arbejde', ['45310000']],
    ['Primær klassifikation ( cpv ): 38290000 Instrumenter', ['38290000']],
    ['Hoved-CPV-kode\n90910000', ['90910000']],
    ['CPV 39130000 Kontormøbler, 39112000 Stole', ['39130000', '39112000']],
  ])('%s', (text, codes) => {
    expect(findCpv(text)).toEqual(codes);
  });

  test.each([
    'Rammen er 45000000 kr. over fire år',
    'DKK 33000000',
    'CPV-koden er ikke valgt. Budgettet er 45000000 kr.',
    'CVR 39130000',
    'CVR-nr. 33000000',
    'Telefon: +45 33000000',
    'tlf. 48000000',
    'UNSPSC 72000000',
    'Sag 2026-33000000',
    'fra 80000000-4 à 80660000-8 i direktivet',
    '48.500.000,00 DKK',
    '18 000 000,00 kroner',
    'den 31122000',
    'Mobilier urbain 34928400',
    'CPV se bilag, ramme 45000000 kr.',
    'CPV se bilag, DKK 33000000',
    'CPV se bilag, CVR 39130000',
    'CPV se bilag, tlf. 48000000',
    'CPV 80000000-4 à 80660000-8',
    'CPV: 9222000-9',
    'CPV: 11000000',
  ])('no code in "%s"', (text) => {
    expect(findCpv(text)).toEqual([]);
  });
});

describe('a field that holds codes', () => {
  test.each([
    ['30213000-5 Personlige computere', ['30213000']],
    ['302130005', ['30213000']],
    ['30.21.30.00', ['30213000']],
    ['32260000   X, 32510000   Y', ['32260000', '32510000']],
    ['90910000, 90910000', ['90910000']],
    ['48.500.000,00', []],
    ['45000000 DKK', []],
    ['651100007', ['65110000']],
    ['651100003', []],
  ])('%s', (text, codes) => {
    expect(cpvInSlot(text)).toEqual(codes);
  });
});

test('the shape asks for a division that exists', () => {
  expect(isCpvShape('30213000')).toBe(true);
  expect(isCpvShape('11213000')).toBe(false);
  expect(isCpvShape('3021300')).toBe(false);
});

test('the check digit formula gives the printed digits of regular codes', () => {
  expect(['30213000', '39130000', '90910000', '85000000'].map(cpvCheckDigit)).toEqual([5, 2, 9, 9]);
});

const table = '../shared/data/cpv.tsv';
test.skipIf(!existsSync(table))('every code of the official table has a known division (table absent: skipped)', () => {
  const codes = readFileSync(table, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 8))
    .filter((code) => code !== '');
  expect(codes.filter((code) => !isCpvShape(code))).toEqual([]);
  expect(codes).toHaveLength(9454);
});
