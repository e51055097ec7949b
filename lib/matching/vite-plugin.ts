import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { loadTargets } from '../targets/load.ts';
import { dayOf } from '../targets/validity.ts';
import { compiledOf } from './compiled.ts';
import { buildMatchIndex } from './index-targets.ts';

const folder = fileURLToPath(new URL('../../targets/', import.meta.url));
/** Only the sources package has it: with the day of its build, another day builds the same. */
const buildDayFile = fileURLToPath(new URL('../../.build-day', import.meta.url));
const name = 'virtual:matching/compiled';

/** Puts the index of the packs as they stand on the day of the build into it, compiled, as `virtual:matching/compiled`. */
export function compiledPacks(): Plugin {
  return {
    name: 'compiled-packs',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined;
      const data = await loadTargets(folder);
      for (const file of data.files) this.addWatchFile(file);
      const compiled = compiledOf(buildMatchIndex(data, await buildDay()));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled))});`;
    },
  };
}

async function buildDay(): Promise<string> {
  const kept = await readFile(buildDayFile, 'utf8').catch(() => null);
  return kept?.trim() ?? dayOf(new Date());
}
