import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../../../lib/log/new-id.ts';

const timeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

test('ids begin with the time they were made at, and none comes before an earlier one', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1000 }, () => newId({}));
  const after = Date.now();
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(ids.every((id) => timeOf(id) >= before && timeOf(id) <= after)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(1000);
});
