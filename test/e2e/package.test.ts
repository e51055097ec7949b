import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales } from '../../lib/i18n.ts';
import { type Build, ensureBuild, root } from '../commands/built.ts';
import { filesOf } from '../commands/packages.ts';
import { justified } from '../commands/store-listing.ts';

const builds: Build[] = ['chrome-mv3', 'firefox-mv3'];

/** What makes code or markup out of text, or brings code from elsewhere. */
const dangers: readonly [name: string, pattern: RegExp][] = [
  ['eval', /[^.\w$]eval\s*\(/],
  ['Function', /[^.\w$]Function\s*\(|=\s*Function\b(?!\s*\.)/],
  ['a timer that runs text', /\bset(?:Timeout|Interval)\s*\(\s*["'`]/],
  ['innerHTML', /\.(?:inner|outer)HTML\s*=[^=]/],
  ['insertAdjacentHTML', /\.insertAdjacentHTML\s*\(/],
  ['document.write', /document\.write(?:ln)?\s*\(/],
  // But for a file of the package itself, named in full: that is what our policy for code lets in, too.
  ['importScripts', /\bimportScripts\s*(?:\?\.)?\s*\((?!\s*["'`]\/[\w-]+\.js["'`]\s*\))/],
  ['code from elsewhere', /\b(?:import|from)\s*\(?\s*["'`]https?:/],
];
const markupDangers: readonly [name: string, pattern: RegExp][] = [
  ['a script, style or picture from elsewhere', /(?:src|href)\s*=\s*["']?\s*(?:https?:)?\/\//i],
  ['a script in the page', /<script(?![^>]*\bsrc=)[^>]*>/i],
  ['a listener in the markup', /\son\w+\s*=/i],
];
const found = (text: string, patterns: typeof dangers) =>
  patterns.filter(([, one]) => one.test(text)).map(([name]) => name);

describe.each(builds)('the package %s', (build) => {
  const texts = async (ending: RegExp) =>
    [...(await filesOf((await ensureBuild(build)).folder))]
      .filter(([path]) => ending.test(path))
      .map(([path, content]) => [path, new TextDecoder().decode(content)] as const);

  it('makes no code and no markup out of text, and brings none from elsewhere', async () => {
    const scripts = await texts(/\.js$/);
    expect(scripts.length).toBeGreaterThan(20);
    expect(scripts.flatMap(([path, text]) => found(text, dangers).map((name) => `${path}: ${name}`))).toEqual([]);
    const pages = await texts(/\.html$/);
    expect(pages.map(([path]) => path).sort()).toEqual(['dashboard.html', 'popup.html']);
    expect(pages.flatMap(([path, text]) => found(text, markupDangers).map((name) => `${path}: ${name}`))).toEqual([]);
    const styles = await texts(/\.css$/);
    expect(
      styles.filter(([, text]) => /@import|url\(\s*["']?(?:https?:)?\/\//.test(text)).map(([path]) => path),
    ).toEqual([]);
  });

  it.each([
    ['x=eval("1")', 'eval'],
    ['new Function("a")', 'Function'],
    ['const F=Function;', 'Function'],
    ['e.innerHTML=t', 'innerHTML'],
    ['importScripts(file)', 'importScripts'],
    ['importScripts?.("https://a.example/b.js")', 'importScripts'],
    ['importScripts("/b.js","//a.example/b.js")', 'importScripts'],
    ['import("https://a.example/b.js")', 'code from elsewhere'],
  ])('would be seen with %s', (code, name) => {
    expect(found(` ${code}`, dangers)).toEqual([name]);
  });

  it('names the licence of everything that others made in it', async () => {
    const notices = await readFile(join((await ensureBuild(build)).folder, 'third-party-notices.txt'), 'utf8');
    const listed = [...notices.matchAll(/^(@?[a-z][\w./-]*) [\d.]+ \(([\w.-]+)\)$/gm)].map(([, name, id]) => ({
      name,
      id,
    }));
    expect(listed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['chart.js', 'dexie', 'preact', 'wxt', 'zod']),
    );
    // Licences under which the whole may be given on as MIT; another one is a decision of its own.
    const free = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1'];
    expect(listed.filter(({ id }) => id === undefined || !free.includes(id))).toEqual([]);
    expect(notices).toContain('CC BY 4.0');
  });

  it('has a reason for every permission in every language', async () => {
    const manifest = JSON.parse(
      await readFile(join((await ensureBuild(build)).folder, 'manifest.json'), 'utf8'),
    ) as Record<string, unknown>;
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const scripts = await texts(/\.js$/);
    expect(justified(manifest)).toEqual(expect.arrayContaining(['storage', 'hosts', 'optionalHosts']));
    for (const locale of locales) {
      const reasons = JSON.parse(await readFile(join(root, 'locales', locale, 'store.json'), 'utf8')) as Record<
        string,
        string
      >;
      // They are for the stores' forms alone.
      expect(scripts.filter(([, text]) => text.includes(reasons['store.purpose'] ?? '')).map(([path]) => path)).toEqual(
        [],
      );
      const keys = justified(manifest).map((name) => `store.permission.${name}`);
      expect(Object.keys(reasons)).toEqual(expect.arrayContaining(keys));
    }
    for (const permission of manifest.permissions as string[]) expect(readme).toContain(`\`${permission}\``);
  });

  it('has every icon in the size that its name says', async () => {
    const { folder } = await ensureBuild(build);
    const { icons } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
      icons: Record<string, string>;
    };
    expect(Object.keys(icons)).toEqual(['16', '32', '48', '96', '128']);
    for (const [size, path] of Object.entries(icons)) {
      const png = await readFile(join(folder, path));
      expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', +size, +size]);
    }
  });
});
