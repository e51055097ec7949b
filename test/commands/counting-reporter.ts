import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What one vitest run came to; written as JSON to the file that `COUNTS_FILE` names. */
export interface Counts {
  passed: number;
  /** One for each failed test, each file that could not be run and each error outside a test. */
  failures: { name: string; messages: string[] }[];
  skips: { name: string; reason: string | null }[];
  /** Seconds that the tests of each file took, the longest first. */
  files: { name: string; seconds: number }[];
}

/** Counts tests instead of drawing them, with the reason of each skip, which vitest's own JSON leaves out. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failures: [], skips: [], files: [] };
    const fail = (name: string, errors: readonly SerializedError[]) =>
      counts.failures.push({ name, messages: errors.map(told) });
    for (const module of modules) {
      counts.files.push({ name: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 });
      if (module.errors().length > 0) fail(module.relativeModuleId, module.errors());
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) fail(`${module.relativeModuleId}: ${suite.fullName}`, suite.errors());
      }
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId}: ${test.fullName}`;
        const result = test.result();
        if (result.state === 'passed') counts.passed++;
        else if (result.state === 'failed') fail(name, result.errors);
        else counts.skips.push({ name, reason: (result.state === 'skipped' && result.note) || null });
      }
    }
    counts.files.sort((a, b) => b.seconds - a.seconds);
    if (unhandled.length > 0) fail('outside any test', unhandled);
    writeFileSync(process.env.COUNTS_FILE ?? '/dev/stdout', JSON.stringify(counts));
  }
}

/** An error with where it came from, and what it was raised for in turn. */
function told({ message, stack, cause }: SerializedError): string {
  return `${stack ?? message}${cause ? `\ncaused by ${told(cause)}` : ''}`;
}
