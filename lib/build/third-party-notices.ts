import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What the packs and tables owe to others: data, which no bundler sees. */
const data = `CPV codes and their names: eForms SDK, © European Union, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
Words that CPV names have in one area alone: derived from the Danish and English names of the eForms SDK, © European
Union, and from the Norwegian names of eforms-sdk-nor, © DFØ, both CC BY 4.0; changed: reduced to single words.`;

interface Package {
  name: string;
  version: string;
  license: string;
  /** The licence's own words, and notices that go with it. */
  texts: string[];
}

/**
 * The packages of which something ends in the build, with their licences: what MIT, Apache and OFL ask of whoever
 * passes them on. Kept by looking at what was really bundled, so that no list can fall behind.
 */
export function thirdPartyNotices() {
  const folders = new Set<string>();
  const note = (id: string): void => {
    // The builder's own few lines, which load a part when it is used.
    if (/^\0vite\//.test(id)) folders.add(join(process.cwd(), 'node_modules', 'vite'));
    const folder = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];
    if (folder !== undefined) folders.add(folder);
  };
  return {
    /** One for each of the builder's runs; together they fill the list. */
    plugin: (): Plugin => ({
      name: 'third-party-notices',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') {
            for (const [id, { renderedLength }] of Object.entries(file.modules)) if (renderedLength > 0) note(id);
          } else for (const name of file.originalFileNames) note(join(process.cwd(), name));
        }
        // Styles leave the chunks, and fonts come in through them.
        for (const id of this.getModuleIds()) if (/\.css(\?|$)/.test(id)) note(id);
      },
    }),
    /** Writes the list into a finished build. */
    async write(outDir: string): Promise<void> {
      const packages = await Promise.all([...folders].map(readPackage));
      await writeFile(join(outDir, 'third-party-notices.txt'), noticesOf(packages));
    },
  };
}

async function readPackage(folder: string): Promise<Package> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)([.-]|$)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  if (license === undefined) throw new Error(`${name} says no licence, so it cannot be passed on`);
  return { name, version, license, texts: texts.map((text) => text.replaceAll('\r\n', '\n').trim()) };
}

/** The list as one text, sorted by name: the same packages give the same bytes. */
export function noticesOf(packages: readonly Package[]): string {
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  const parts = [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { license, texts }]) => [`${title} (${license})`, ...texts].join('\n\n'));
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  return `${['Grønt Lys contains the work of others, under these licences.', `Data\n\n${data}`, ...parts].join(line)}\n`;
}
