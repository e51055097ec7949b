import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeChunks, chunksOf } from '../../../../lib/portals/page/chunks.ts';
import { editBetween } from '../../../../lib/portals/page/edits.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 60 });

it('a text is cut behind line breaks, a long line never', () => {
  expect(chunksOf('en\nto\ntre', 6)).toEqual(['en\nto\n', 'tre']);
  expect(chunksOf('en lang linje\nto', 6)).toEqual(['en lang linje\n', 'to']);
  expect(chunksOf('en lang linje', 6)).toEqual(['en lang linje']);
  expect(chunksOf('', 6)).toEqual(['']);
});

it('all pieces but the last end with a line break, and together they are the text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (words, size) => {
      const chunks = chunksOf(words, size);
      expect(chunks.join('')).toBe(words);
      expect(chunks.slice(0, -1).every((chunk) => chunk.endsWith('\n'))).toBe(true);
    }),
  );
});

it('a change cuts only the pieces that it touches', () => {
  const chunks = ['en\n', 'to\n', 'tre\n', 'fire'];
  const change = (after: string) => {
    const edit = editBetween(chunks.join(''), after);
    return edit && changeChunks(chunks, edit, after, 4);
  };
  expect(change('en\ntoo\ntre\nfire')).toEqual({ first: 1, removed: 1, added: ['too\n'] });
  expect(change('en\ntotre\nfire')).toEqual({ first: 1, removed: 2, added: ['totre\n'] });
  expect(change('en\nto\ntre\nfire\n')).toEqual({ first: 3, removed: 1, added: ['fire\n', ''] });
  expect(change('to\ntre\nfire')).toEqual({ first: 0, removed: 1, added: [] });
  expect(change('')).toEqual({ first: 0, removed: 4, added: [''] });
});

it('the pieces of a changed text are its pieces, however it was changed', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 9 }), (before, after, size) => {
      const edit = editBetween(before, after);
      if (!edit) return;
      const chunks = chunksOf(before, size);
      const { first, removed, added } = changeChunks(chunks, edit, after, size);
      const now = chunks.toSpliced(first, removed, ...added);
      expect(now.join('')).toBe(after);
      expect(now.length).toBeGreaterThan(0);
      expect(now.slice(0, -1).every((chunk) => chunk.endsWith('\n'))).toBe(true);
    }),
  );
});
