import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { loadTargets } from './load.ts';

const folder = fileURLToPath(new URL('../../targets/', import.meta.url));
/** The whole library, and the part that the page and the log need: without good practice and criteria to look up. */
const modules: readonly string[] = ['virtual:targets', 'virtual:targets/in-page'];
const resolved = (id: string) => `\0${id}`;

/**
 * Puts the validated packs into the build as `virtual:targets` and `virtual:targets/in-page`. A malformed pack stops
 * the build with file, path and reason; at run time nothing needs to be parsed again.
 */
export function targetPacks(): Plugin {
  return {
    name: 'target-packs',
    resolveId: (id) => (modules.includes(id) ? resolved(id) : undefined),
    async load(id) {
      const wanted = modules.find((name) => resolved(name) === id);
      if (wanted === undefined) return undefined;
      const data = await loadTargets(folder);
      for (const file of data.files) this.addWatchFile(file);
      const { files: _, ...all } = data;
      const content = wanted === 'virtual:targets' ? all : { ...all, cases: [], entries: [] };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(content))});`;
    },
  };
}
