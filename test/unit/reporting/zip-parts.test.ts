import { randomBytes } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipParts } from '../../../lib/reporting/xlsx/zip-parts.ts';

/** Text that hardly gets smaller: six bits a character. */
const part = (size: number) => randomBytes((size * 3) / 4).toString('base64');

test('an archive asks for the next part once the one before is compressed, and gives every part back', async () => {
  const size = 400_000;
  const parts = Array.from({ length: 24 }, () => part(size));
  let asked = 0;
  function* asking(): Generator<string> {
    for (const one of parts) {
      asked += 1;
      yield one;
    }
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let [given, furthest] = [0, 0];
  for await (const chunk of zipParts([{ name: 'ark.xml', parts: asking() }])) {
    chunks.push(chunk);
    given += chunk.length;
    furthest = Math.max(furthest, asked - Math.floor(given / ((size * 3) / 4)));
  }
  expect(furthest).toBeLessThan(6);
  const files = unzipSync(new Uint8Array(await new Blob(chunks).arrayBuffer()));
  expect(new TextDecoder().decode(files['ark.xml'])).toBe(parts.join(''));
});

test('an archive fails with the error of what goes in', async () => {
  function* failing(): Generator<string> {
    yield part(400_000);
    throw new Error('the log cannot be read');
  }
  const drain = async () => {
    for await (const _ of zipParts([{ name: 'ark.xml', parts: failing() }]));
  };
  await expect(drain()).rejects.toThrow('the log cannot be read');
});
