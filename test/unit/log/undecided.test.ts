import { expect, test } from 'vitest';
import { undecided } from '../../../lib/log/undecided.ts';

const decision = (kind: 'decision' | 'withdrawal' | 'mismatch', id: string) => ({
  kind,
  target: { id, version: 1, scheme: 'DK-POGI' },
});

test('a target is open until somebody has decided on it; a withdrawal opens it again', () => {
  const list = [{ target: 'chairs' }, { target: 'mops' }, { target: 'paper' }];
  const rows = [decision('decision', 'mops'), decision('withdrawal', 'paper'), decision('mismatch', 'chairs')];
  expect(undecided(list, rows).map(({ target }) => target)).toEqual(['chairs', 'paper']);
  expect(undecided(list, [])).toEqual(list);
});
