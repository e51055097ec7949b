import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

interface Held {
  threat: string;
  file: string;
  test: string;
}

const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const held = (text: string): Held[] =>
  [...text.matchAll(/^- (.+?)\. `(test\/[\w./-]+)`: (.+)$/gm)].map(([, threat = '', file = '', test = '']) => ({
    threat,
    file,
    test,
  }));

/** Threats whose test is gone, or is called otherwise now. */
const missing = (all: readonly Held[]) =>
  all.filter(
    ({ file, test }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(test),
  );

describe('the threats in SECURITY.md', () => {
  it('each have a test of that name', () => {
    const named = held(page);
    expect(named).toHaveLength(page.split('\n').filter((line) => line.startsWith('- ')).length);
    expect(named.length).toBeGreaterThan(25);
    expect(missing(named)).toEqual([]);
  });

  it('would be seen without one', () => {
    const line = (test: string) => held(`- Forged messages. \`test/e2e/security.test.ts\`: ${test}`);
    expect(missing(line('cannot be tested'))).toHaveLength(1);
    expect(missing(line('as a page has nobody to talk to'))).toEqual([]);
  });

  it('name the version of every bundled package as it is locked', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string }>;
    };
    const rows = [...page.matchAll(/^\| ([\w@/.-]+) \| (\d[\w.-]*) \|/gm)];
    expect(rows.length).toBeGreaterThan(4);
    for (const [, name, version] of rows)
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  });

  it('have every bundled package reviewed', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const named = (name: string) =>
      page.includes(name) || (name.includes('ibm-plex-sans') && page.includes('IBM Plex Sans'));
    expect(Object.keys(dependencies).filter((name) => !named(name))).toEqual([]);
  });
});
