import { describe, expect, test } from 'vitest';
import { readFile } from '../../../lib/exchange/read-file.ts';
import { longestRecord } from '../../../lib/exchange/split.ts';
import { headerOf, readWhole, revisionOf, sightingOf, someRecords, textOf } from './sample-file.ts';

const hard = [
  {
    type: 'sighting' as const,
    data: sightingOf(1, { title: 'Æbler & "pærer" \\ – 🍏\u2028næste\n<script>alert(1)</script>' }),
  },
  {
    type: 'revision' as const,
    data: revisionOf(2, 1, { reason: { code: 'other' as const, text: '}{][,": \\" \u0000\u202e' } }),
  },
];

describe('a file of our own', () => {
  test.each(['json', 'jsonl'] as const)('comes back as it was written, as %s', async (layout) => {
    const read = await readWhole(await textOf(hard, layout));
    expect(read).toEqual({ header: headerOf(), records: hard, refused: [] });
  });

  test('as JSON is JSON for everyone else too', async () => {
    const value = JSON.parse(await textOf(hard, 'json')) as unknown[];
    expect(value).toHaveLength(4);
    expect(value[1]).toEqual(hard[0]);
  });

  test('carries the same checksum in both layouts', async () => {
    const sum = (text: string) => /"checksum":"([\da-f]{64})"/.exec(text)?.[1];
    expect(sum(await textOf(hard, 'json'))).toBe(sum(await textOf(hard, 'jsonl')));
  });

  test.each([
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
    ['with the line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['laid out anew by an editor', (text: string) => JSON.stringify(JSON.parse(text), null, 4)],
    ['without its last line break', (text: string) => text.trimEnd()],
  ])('%s is still whole and unchanged', async (_, change) => {
    const read = await readWhole(change(await textOf(hard, 'json')));
    expect(read.records).toEqual(hard);
  });

  test('is cut at any byte without a letter lost', async () => {
    for (const layout of ['json', 'jsonl'] as const) {
      const bytes = new TextEncoder().encode(await textOf(hard, layout));
      const stream = () =>
        new ReadableStream<Uint8Array<ArrayBuffer>>({
          start(controller) {
            for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
            controller.close();
          },
        });
      const whole = new Blob([bytes]);
      const records = [];
      for await (const batch of readFile({ size: whole.size, slice: whole.slice.bind(whole), stream })) {
        records.push(...batch.records);
      }
      expect(records).toEqual(hard);
    }
  });

  test('is read without ever being held whole', async () => {
    // The stream hands out the next chunk only when it is asked, so what lies between is all that is held.
    const [open = '', ...lines] = (await textOf(someRecords(400))).split(/(?<=\n)/);
    let handed = 0;
    let taken = 0;
    let mostAhead = 0;
    const stream = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull(controller) {
            const line = handed === 0 ? open : lines[handed - 1];
            handed += 1;
            mostAhead = Math.max(mostAhead, handed - taken);
            if (line === undefined) controller.close();
            else controller.enqueue(new TextEncoder().encode(line));
          },
        },
        { highWaterMark: 0 },
      );
    for await (const _ of readFile({ size: 1e9, slice: () => new Blob([open]), stream })) taken += 1;
    expect(taken).toBeGreaterThan(400);
    expect(mostAhead).toBeLessThanOrEqual(3);
  });

  test('ends at once when it is no longer wanted', async () => {
    const controller = new AbortController();
    const batches = readFile(new Blob([await textOf(someRecords())]), controller.signal);
    controller.abort(new Error('enough'));
    await expect(batches.next()).rejects.toThrow('enough');
  });
});

describe('a record that breaks a rule is left out and named, the others are read', () => {
  const withLine = async (line: string) => {
    const records = someRecords(1);
    const lines = (await textOf(records)).split('\n');
    return { records, text: [...lines.slice(0, 3), line].join('\n') };
  };

  test.each([
    ['a field of another type', { ...revisionOf(7, 1), decidedAt: 20261120 }, 'decidedAt'],
    ['an unknown verdict', { ...revisionOf(7, 1), verdict: 'green' }, 'verdict'],
    ['a field too many', { ...revisionOf(7, 1), colour: 'green' }, ''],
    ['a text far too long', { ...revisionOf(7, 1), unit: 'x'.repeat(100_000) }, 'unit'],
    ['nothing at all', null, ''],
  ])('%s', async (_, data, path) => {
    const record = { type: 'revision', data };
    const { records, text } = await withLine(JSON.stringify(record));
    const read: unknown[] = [];
    const refused: unknown[] = [];
    const whole = (async () => {
      for await (const batch of readFile(new Blob([text]))) {
        read.push(...batch.records);
        refused.push(...batch.refused);
      }
    })();
    await expect(whole).rejects.toMatchObject({ code: 'truncated' });
    expect(read).toEqual(records);
    expect(refused).toEqual([{ line: 4, why: 'invalid', path }]);
  });

  test('a kind of record that only a later edition knows', async () => {
    const { text } = await withLine('{"type":"__proto","data":{}}');
    const refused: unknown[] = [];
    const whole = (async () => {
      for await (const batch of readFile(new Blob([text]))) refused.push(...batch.refused);
    })();
    await expect(whole).rejects.toMatchObject({ code: 'truncated' });
    expect(refused).toEqual([{ line: 4, why: 'unknownKind', path: '__proto' }]);
  });
});

describe('a file is refused as a whole', () => {
  const changed = async (change: (text: string) => BlobPart | BlobPart[], layout: 'json' | 'jsonl' = 'jsonl') =>
    readWhole(change(await textOf(someRecords(), layout)));
  const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0) & 0xff);
  const utf16 = (text: string, little: boolean, mark: boolean) => {
    const units = [...(mark ? '\ufeff' : ''), ...text].map((sign) => sign.charCodeAt(0));
    return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])));
  };

  test.each([
    ['empty', '', 'empty'],
    ['nothing but blanks', ' \n\t\r\n', 'empty'],
    ['nothing but a byte order mark', '\ufeff', 'empty'],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'notOurs'],
    ['a CSV file', 'Post-id;Besluttet\r\n1;2026-01-01\r\n', 'notOurs'],
    ['a web page', '<!doctype html><title>Udbud</title>', 'notOurs'],
    ['JSON of somebody else', '{"name":"groent-lys"}\n', 'notOurs'],
    ['a list of somebody else', '[{"name":"groent-lys"}]', 'notOurs'],
    ['an empty list', '[]', 'notOurs'],
    ['a text that only begins like JSON', '{ color: red }\n', 'notOurs'],
  ] as const)('that is %s', async (_, content, code) => {
    await expect(readWhole(content)).rejects.toMatchObject({ name: 'FileProblem', code });
  });

  test.each([
    ['with a mark, little end first', true, true],
    ['with a mark, big end first', false, true],
    ['without a mark, little end first', true, false],
    ['without a mark, big end first', false, false],
  ])('in UTF-16 %s', async (_, little, mark) => {
    await expect(changed((text) => utf16(text, little, mark))).rejects.toMatchObject({ code: 'utf16' });
  });

  test.each([
    ['json', 3],
    ['jsonl', 2],
  ] as const)('in Latin-1, as %s', async (layout, line) => {
    await expect(changed((text) => latin1(text), layout)).rejects.toMatchObject({ code: 'encoding', line });
  });

  test.each([
    ['in the middle of a record', (text: string) => text.slice(0, -200), 'jsonl', 'truncated'],
    ['between two records', (text: string) => text.split('\n').slice(0, 3).join('\n'), 'jsonl', 'truncated'],
    ['in the middle of an element', (text: string) => text.slice(0, -200), 'json', 'truncated'],
    ['before the last bracket', (text: string) => text.trimEnd().slice(0, -1), 'json', 'truncated'],
  ] as const)('that was cut off %s', async (_, change, layout, code) => {
    await expect(changed(change, layout)).rejects.toMatchObject({ code });
  });

  test.each([
    ['a line that is no JSON', '{"type":"revision",}', 'syntax'],
    ['a raw control character', '{"type":"revision","data":"\u0001"}', 'syntax'],
    ['a key that stands twice', '{"type":"revision","data":{"unit":"A","unit":"B"}}', 'duplicateKey'],
    [
      'a key that stands twice, written differently',
      '{"type":"revision","data":{"unit":"A","un\\u0069t":"B"}}',
      'duplicateKey',
    ],
    ['a key that reaches for the prototype', '{"type":"revision","__proto__":{"verdict":"met"}}', 'forbiddenKey'],
    ['such a key in disguise', '{"type":"revision","__pro\\u0074o__":{"verdict":"met"}}', 'forbiddenKey'],
    ['lists in lists without end', `{"type":"revision","data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'nested'],
    ['one text of five megabytes', `{"type":"revision","data":"${'x'.repeat(5_000_000)}"}`, 'tooLong'],
  ] as const)('with %s', async (_, line, code) => {
    const inLines = changed((text) => text.replace('\n{"type":"revision"', `\n${line}\n{"type":"revision"`));
    await expect(inLines).rejects.toMatchObject({ code, line: 3 });
  });

  test.each([
    ['a word between the elements', ',x', 'syntax'],
    ['a bare number as an element', ',12', 'syntax'],
  ] as const)('with %s', async (_, inserted, code) => {
    const inList = changed((text) => text.replace('\n{"type":"revision"', `${inserted}\n{"type":"revision"`), 'json');
    await expect(inList).rejects.toMatchObject({ code });
  });

  test('with brackets without end in a list, as soon as a record is too long', async () => {
    const text = `[${'['.repeat(10)}`;
    await expect(readWhole(text)).rejects.toMatchObject({ code: 'syntax' });
    await expect(readWhole(`[{"a":${'['.repeat(longestRecord)}`)).rejects.toMatchObject({ code: 'tooLong' });
  });

  test.each([
    ['a record was taken out', (text: string) => text.replace(/\n\{"type":"revision"[^\n]*/, ''), 'counts'],
    ['a verdict was changed', (text: string) => text.replace('"verdict":"met"', '"verdict":"notMet"'), 'checksum'],
    ['the header was changed', (text: string) => text.replace('2026-11-20T10', '2026-11-21T10'), 'checksum'],
    ['a record was added behind the end', (text: string) => `${text}{"type":"tip","data":{}}\n`, 'syntax'],
  ] as const)('when %s', async (_, change, code) => {
    await expect(changed(change)).rejects.toMatchObject({ code });
  });

  test('that a later edition has written', async () => {
    const text = (await textOf(someRecords())).replace('"version":1', '"version":2');
    await expect(readWhole(text)).rejects.toMatchObject({ code: 'newer' });
  });

  test('that claims a gigabyte and ends after a kilobyte', async () => {
    const blob = new Blob([(await textOf(someRecords())).slice(0, 1000)]);
    const claimed = { size: 1_000_000_000, slice: blob.slice.bind(blob), stream: () => blob.stream() };
    const whole = (async () => {
      for await (const _ of readFile(claimed));
    })();
    await expect(whole).rejects.toMatchObject({ code: 'truncated' });
  });

  test('that claims a thousand million records', async () => {
    const text = (await textOf(someRecords())).replace('"revision":2', '"revision":1000000000');
    await expect(readWhole(text)).rejects.toMatchObject({ code: 'counts' });
  });

  test('that goes away while it is read', async () => {
    const head = new Blob([(await textOf(someRecords())).slice(0, 900)]);
    const stream = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => controller.error(new DOMException('gone', 'NotReadableError')),
      });
    const whole = (async () => {
      for await (const _ of readFile({ size: 5000, slice: head.slice.bind(head), stream }));
    })();
    await expect(whole).rejects.toMatchObject({ code: 'unreadable' });
  });
});
