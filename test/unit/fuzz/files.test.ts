import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { FileProblem } from '../../../lib/exchange/file-problem.ts';
import { readRecord } from '../../../lib/exchange/format.ts';
import { hiddenFault } from '../../../lib/exchange/inspect.ts';
import { readTable } from '../../../lib/exchange/table/read-table.ts';
import { parseCsv } from '../../../lib/reporting/csv-reader.ts';
import { readWhole, revisionOf, sightingOf, someRecords, textOf } from '../exchange/sample-file.ts';
import { damaged, few, hostile, isPlain, many, patience, prototypeIsUntouched } from './hostile.ts';

const records = [
  { type: 'revision', data: revisionOf(1, 1) },
  { type: 'sighting', data: sightingOf(1) },
];

/** A text with bytes put in, taken out, doubled or cut off. */
const brokenText = (whole: string) =>
  fc
    .record({
      at: fc.nat(whole.length),
      length: fc.nat(200),
      put: fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('\n', '"', '{', '[[[[', '\u0000')),
      does: fc.constantFrom('put', 'cut', 'end', 'twice'),
    })
    .map(({ at, length, put, does }) => {
      if (does === 'put') return whole.slice(0, at) + put + whole.slice(at);
      if (does === 'cut') return whole.slice(0, at) + whole.slice(at + length);
      return does === 'end' ? whole.slice(0, at) : whole.slice(0, at) + whole.slice(Math.max(0, at - length));
    });

/** Reads to the end. @returns null, or the only error that reading may end with */
async function problemOf(read: () => Promise<unknown>): Promise<FileProblem | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

describe('a file from outside', () => {
  let whole = '';
  beforeAll(async () => {
    whole = await textOf(someRecords(3));
  });

  test('has records that are taken or refused with a line and a reason', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged(records)), (value) => {
        const read = readRecord(value, 7);
        if ('why' in read) expect(read.line).toBe(7);
        else expect(isPlain(read)).toBe(true);
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('is looked through for what JSON hides without failing on any text', { timeout: patience }, () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = JSON.stringify(value) ?? 'null';
        const fault = hiddenFault(text);
        if (/"__proto__":/.test(text) && !text.includes('\\')) expect(fault).not.toBeNull();
        expect(fault).not.toBe('duplicateKey');
      }),
      many,
    );
  });

  test('that was changed anywhere is refused as a whole, or carries on with named losses', {
    timeout: patience,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(whole), async (text) => {
        const problem = await problemOf(async () => {
          const { records: read } = await readWhole(text);
          // Only white space may change without the checksum's notice.
          expect(read).toEqual((await readWhole(whole)).records);
        });
        if (problem !== null) expect(problem.code).toMatch(/^[a-zA-Z\d]+$/);
      }),
      few,
    );
    prototypeIsUntouched();
  });

  test('that is a table of anything is read or refused, never half understood', { timeout: patience }, async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('recordId', '=1', '"', '__proto__'),
    );
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';'), async (table, delimiter) => {
        const text = table.map((row) => row.join(delimiter)).join('\n');
        try {
          parseCsv(text, delimiter as ',' | ';');
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
        const problem = await problemOf(async () => {
          for await (const batch of readTable(new Blob([text]), async () => [])) expect(batch.records).toEqual([]);
        });
        expect(problem).toBeInstanceOf(FileProblem);
      }),
      few,
    );
    prototypeIsUntouched();
  });
});
