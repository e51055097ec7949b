import { afterEach, expect, test, vi } from 'vitest';
import { openTarget } from '../../../components/dashboard/exchange/save-target.ts';

afterEach(() => vi.unstubAllGlobals());

/** A place on the disk that copies what it is handed, as the browser does before it says that it has written it. */
function place() {
  const pieces: Uint8Array[] = [];
  const closed: string[] = [];
  const whole = () => new Blob(pieces as Uint8Array<ArrayBuffer>[]);
  const handle = {
    name: 'poster.csv',
    getFile: async () => whole(),
    createWritable: async () => ({
      write: async (piece: Uint8Array) => void pieces.push(piece.slice()),
      close: async () => void closed.push('poster.csv'),
      abort: async () => undefined,
    }),
  };
  vi.stubGlobal('showSaveFilePicker', async () => handle);
  return { pieces, whole, closed };
}

test('a file goes to the disk in pieces of a megabyte at most, every character whole', async () => {
  const { pieces, whole, closed } = place();
  const target = await openTarget('poster.csv', 'text/csv');
  const parts = [
    'æøå;',
    `${'x'.repeat(1_048_570)}🌱`,
    '👩🏽‍🌾ø'.repeat(300_000),
    '',
    new Uint8Array(2_500_000).fill(7),
    'slut',
  ];
  for (const part of parts) await target?.write(part);
  const size = await target?.close();
  const expected = new Uint8Array(await new Blob(parts).arrayBuffer());
  const written = new Uint8Array(await whole().arrayBuffer());
  expect([size, written.length, closed.length]).toEqual([expected.length, expected.length, 1]);
  expect(written.every((byte, at) => byte === expected[at])).toBe(true);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1_048_576);
  expect(pieces.length).toBeLessThanOrEqual(Math.ceil(expected.length / 1_048_000) + 1);
});

test('a file without anything in it is closed all the same', async () => {
  const { pieces, closed } = place();
  const target = await openTarget('poster.csv', 'text/csv');
  expect(await target?.close()).toBe(0);
  expect([pieces.length, closed.length]).toEqual([0, 1]);
});
