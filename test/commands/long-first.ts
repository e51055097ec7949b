import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Browser tests that take longest, as `npm test` names them. Without a run before, vitest begins with the largest files,
 * and these are small: they would come last, one of them alone.
 */
const longest = [
  'losses',
  'dashboard-pages',
  'samples',
  'sites',
  'team-browser',
  'kills',
  'keyboard',
  'backup',
  'team-trial',
  'team-leader',
  'ordinary-pages',
].map((name) => join(import.meta.dirname, `../e2e/${name}.test.ts`));

/** Begins with the tests that take longest, so that no core waits for them in the end. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = longest.filter((file) => !existsSync(file));
    if (gone.length > 0) throw new Error(`no tests to begin with: ${gone.join(', ')}`);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.indexOf(moduleId);
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
