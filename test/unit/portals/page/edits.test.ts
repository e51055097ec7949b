import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editBetween, moveSpans } from '../../../../lib/portals/page/edits.ts';

const words = 'stole og borde';
const spans = [
  { start: 0, end: 5 },
  { start: 9, end: 14 },
];
const after = (text: string) => {
  const edit = editBetween(words, text);
  return (edit ? moveSpans(spans, edit) : spans).map(({ start, end }) => text.slice(start, end));
};

it.each([
  ['Nye stole og borde', ['stole', 'borde'], 'written before them'],
  ['stole og mange borde', ['stole', 'borde'], 'written between them'],
  ['stole og borde, reoler', ['stole', 'borde'], 'written behind them'],
  ['stole og hylder og borde', ['stole', 'borde'], 'a like word written beside'],
  ['stol-ene og borde', ['stol-ene', 'borde'], 'written inside one'],
  ['sto og borde', ['sto', 'borde'], 'the end of one deleted'],
  ['ole og borde', ['ole', 'borde'], 'the start of one deleted'],
  ['borde', ['borde'], 'one deleted'],
  ['sXe', ['s', 'e'], 'the middle replaced'],
  ['', [], 'all deleted'],
  [words, ['stole', 'borde'], 'nothing changed'],
])('the same words are meant in %j', (text, wanted) => {
  expect(after(text)).toEqual(wanted);
});

it('a change makes the one text of the other, and is as small as can be', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, now) => {
      const edit = editBetween(before, now);
      if (!edit) return before === now;
      const { at, removed, added } = edit;
      const isRight = before.slice(0, at) + now.slice(at, at + added) + before.slice(at + removed) === now;
      return isRight && (removed === 0 || added === 0 || before[at] !== now[at]);
    }),
  );
});

it('a moved part never leaves the text, nor takes in what it did not hold', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, fc.nat(11), fc.nat(11), (before, now, one, other) => {
      const [start = 0, end = 0] = [one % before.length, (other % before.length) + 1].sort((a, b) => a - b);
      const edit = editBetween(before, now);
      if (!edit || start === end) return true;
      return moveSpans([{ start, end }], edit).every(
        (span) => span.start >= 0 && span.start < span.end && span.end <= now.length,
      );
    }),
  );
});
