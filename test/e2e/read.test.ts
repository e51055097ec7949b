import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReport } from '../../lib/messages.ts';
import { root } from '../commands/built.ts';

const item = fileURLToPath(new URL('../fixtures/example-portal/pages/item.html', import.meta.url));

function run(...parameters: string[]) {
  const command = [join('test', 'commands', 'run.mjs'), 'read', ...parameters];
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', timeout: 50_000 });
}

describe('npm run read', () => {
  it.each([
    ['a known portal', 'https://ted.europa.eu/da/vare?a=1#b', 'ted'],
    ['an address of no known portal', 'https://shop.example.dk/vare?id=3#top', 'generic'],
    ['an address without encryption', 'http://shop.example.dk/vare?id=3#top', 'generic'],
  ])('prints the report of %s and nothing else', (_, url, adapter) => {
    const { stdout, status } = run('--html', item, '--url', url);
    const report = JSON.parse(stdout) as PageReport;
    expect({ adapter: report.adapter, title: report.tender.title, status }).toEqual({
      adapter,
      title: 'Kontorstol Alma',
      status: 0,
    });
    expect(report.findings.map(({ area }) => area)).toContain('furniture');
  });

  it.each([
    [['--html', 'gone.html', '--url', 'https://ted.europa.eu/'], /^Cannot read gone\.html: /],
    [['--html', item, '--url', 'ted.europa.eu'], /is no address/],
    [['--html', item, '--url', 'ftp://example.dk/'], /only http and https/],
    [['--html', item], /^Usage: /],
  ])('says in one line what is wrong with %j', (parameters, message) => {
    const { stdout, stderr, status } = run(...parameters);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([stdout, status]).toEqual(['', 1]);
  });
});
