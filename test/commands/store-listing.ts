import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createTranslator, type Locale, locales, type Texts } from '../../lib/i18n.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { root } from './built.ts';
import { buildFiles } from './packages.ts';

export const storeFolder = join(root, '.output', 'store');

/** Permissions of a manifest by the name of the text that says what each is for. */
export function justified(manifest: Record<string, unknown>): string[] {
  const names = (field: string) => (manifest[field] as string[] | undefined) ?? [];
  return [
    ...names('permissions'),
    ...names('optional_permissions'),
    ...(names('host_permissions').length > 0 ? ['hosts'] : []),
    ...(names('optional_host_permissions').length > 0 ? ['optionalHosts'] : []),
  ];
}

/**
 * Writes what the forms of Chrome Web Store, Edge Add-ons and addons.mozilla.org ask for, a file a language, in their
 * order: texts from the locales, figures from the packs, permissions from the manifest that ships.
 */
export async function writeListing(): Promise<string[]> {
  const manifest = JSON.parse(
    new TextDecoder().decode((await buildFiles('chrome-mv3')).get('manifest.json')),
  ) as Record<string, unknown>;
  await mkdir(storeFolder, { recursive: true });
  return Promise.all(
    locales.map(async (locale) => {
      const file = join(storeFolder, `listing-${locale}.txt`);
      await writeFile(file, await listingOf(locale, manifest));
      return relative(root, file);
    }),
  );
}

/** All of one language's texts for the stores, each under the name that the forms have for it. */
export async function listingOf(locale: Locale, manifest: Record<string, unknown>): Promise<string> {
  const json = async <T>(path: string) => JSON.parse(await readFile(join(root, path), 'utf8')) as T;
  const t = createTranslator(locale, await json<Texts>(`locales/${locale}/store.json`));
  const own = await json<Record<'name' | 'description', { message: string }>>(
    `public/_locales/${locale}/messages.json`,
  );
  const { targets, ecolabels, cases } = await loadTargets(`${root}/targets/`);
  const figures = {
    targets: targets.length,
    schemes: new Set(targets.map(({ scheme }) => scheme)).size,
    ecolabels: ecolabels.length,
    cases: cases.length,
  };
  const parts: [title: string, text: string][] = [
    ['Name', own.name.message],
    ['Summary', own.description.message],
    ['Description', t('store.description', figures)],
    ['Category', 'Workflow & Planning (Chrome), Productivity (Edge), Other (Firefox)'],
    ['Single purpose', t('store.purpose')],
    ...justified(manifest).map((name): [string, string] => [`Permission: ${name}`, t(`store.permission.${name}`)]),
    ['Remote code', t('store.remoteCode')],
    ['Data use', t('store.dataUse')],
    ['Limited Use', t('store.limitedUse')],
    ['Notes to the reviewer', t('store.reviewer')],
  ];
  return `${parts.map(([title, text]) => `== ${title}\n${text}`).join('\n\n')}\n`;
}
