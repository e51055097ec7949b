import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cpvInSlot, findCpv } from '../../../../lib/portals/values/cpv.ts';
import { cpvCheckDigit, cpvFormulaDigit, isCpvCode } from '../../../../lib/portals/values/cpv-table.ts';

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
    ['Hovedklassifikation: 38290000', ['38290000']],
    ['CPV-koden for udbuddet er 39130000', ['39130000']],
    ['CPV (Common Procurement Vocabulary): 39130000', ['39130000']],
    ['CPV 2008 39130000-2', ['39130000']],
    ['CPV-nummer 39130000', ['39130000']],
    ['CPV 30213000 5', ['30213000']],
    ['CPV 302130005', ['30213000']],
    ['CPV: 30.21.30.00', ['30213000']],
    ['CPV: 30 213 000-5', ['30213000']],
    ['CPV: 30213000‑5', ['30213000']],
    ['CPV: 66514110 – 0', ['66514110']],
    ['CPV39130000', ['39130000']],
    ['"cpvKode":"72000000"', ['72000000']],
    ['39130000 (CPV)', ['39130000']],
    ['CPV: 39130000/39112000', ['39130000', '39112000']],
    ['CPV: 39130000,39112000-7,39121100', ['39130000', '39112000', '39121100']],
    ['CPV: 90910000 Rengøring\n79710000 Vagttjeneste', ['90910000', '79710000']],
    ['CPV-koder:\n90910000\n79710000', ['90910000', '79710000']],
    ['Nomenclature principale (cpv): 39130000 Mobilier', ['39130000']],
    ['CPV 39130000-7', ['39130000']],
    ['Sagsnr. 2026-33000000, CPV 39130000', ['39130000']],
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
    'CPV-kode se bilag, budget 45000000',
    'CPV: se udbudsmaterialet. Værdien er 45000000',
    'kl. 39130000-7',
    'mellem CPV 80000000-4 og 80660000-8',
    'CPV-koderne 80000000-4 til og med 80660000-8',
    'CPV codes 80000000-4 (education) to 80660000-8',
    'https://portal.example/soeg?cpv=39130000',
    'rapport-39130000.pdf',
    'Find det på /39130000 eller a/39130000-2',
    'P39130000',
    'DK33000000',
    'INT-39130000',
    '39130000-A7',
    'Estimated value 39130000',
    'Årsforbrug 09310000 kWh',
    '45 33 00 00 00',
    '30.21.30.00',
    '302130005',
    '30213000 5',
    'EAN 5798000 39130000',
    'ordrenummer 39130000-2',
    'faktura 39130000-2',
    'constructor __proto__ 12345678-9',
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

describe('the table', () => {
  test.each([
    ['30213000', true],
    ['03000000', true],
    ['98910000', true],
    ['00000000', false],
    ['30213001', false],
    ['30200001', false],
    ['99999999', false],
    ['3021300', false],
    ['constructor', false],
  ])('%s: %s', (code, expected) => {
    expect(isCpvCode(code)).toBe(expected);
  });

  test('the formula gives the printed digits of regular codes', () => {
    expect(['30213000', '39130000', '90910000', '85000000'].map(cpvCheckDigit)).toEqual([5, 2, 9, 9]);
  });

  test.each([
    ['09132100', 4],
    ['09000000', 3],
    ['03311230', 3],
    ['03451300', 9],
    ['42122000', 0],
    ['72212445', 0],
    ['72212000', 4],
    ['72400000', 4],
    ['72267100', 0],
    ['38945000', 7],
    ['37442100', 8],
    ['34211300', 9],
    ['35125300', 2],
    ['45233139', 3],
    ['48628000', 9],
    ['51000000', 9],
    ['71351923', 2],
    ['79342410', 4],
    ['92225100', 7],
  ])('%s keeps the digit %i of the revision of 2008', (code, digit) => {
    expect(cpvCheckDigit(code)).toBe(digit);
  });

  const list = '../shared/data/cpv.tsv';
  test.skipIf(!existsSync(list))('holds every code of the official list, and no other (list absent: skipped)', () => {
    const codes = readFileSync(list, 'utf8').match(/^\d{8}/gm) ?? [];
    expect(codes).toHaveLength(9454);
    expect(codes.filter((code) => !isCpvCode(code))).toEqual([]);
    const official = new Set(codes);
    const round = Array.from({ length: 100_000 }, (_, number) => `${String(number).padStart(5, '0')}000`);
    expect(round.filter((code) => isCpvCode(code) !== official.has(code))).toEqual([]);
    expect(codes.filter((code) => cpvCheckDigit(code) !== cpvFormulaDigit(code))).toHaveLength(532);
  });
});
