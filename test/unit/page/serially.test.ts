import { expect, test } from 'vitest';
import { serially } from '../../../entrypoints/portal.content/serially.ts';

/** A task whose runs end one by one, when the test says so. */
function stepped() {
  const ends: { well: () => void; badly: () => void }[] = [];
  const task = () =>
    new Promise<void>((resolve, reject) => {
      ends.push({ well: resolve, badly: () => reject(new Error('gone wrong')) });
    });
  return { ends, task };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('calls that come while a task runs are answered by one more run', async () => {
  const { ends, task } = stepped();
  const run = serially(task);
  const first = run();
  void run();
  void run();
  expect(ends).toHaveLength(1);
  ends[0]?.well();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.well();
  await first;
  expect(ends).toHaveLength(2);
});

test('a run that fails does not lose the call that came meanwhile', async () => {
  const { ends, task } = stepped();
  const run = serially(task);
  const both = run();
  void run();
  ends[0]?.badly();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.well();
  await expect(both).resolves.toBeUndefined();
});

test('a run that fails says so, and the next call runs again', async () => {
  const { ends, task } = stepped();
  const run = serially(task);
  const failed = run();
  ends[0]?.badly();
  await expect(failed).rejects.toThrow('gone wrong');
  const next = run();
  ends[1]?.well();
  await expect(next).resolves.toBeUndefined();
});
