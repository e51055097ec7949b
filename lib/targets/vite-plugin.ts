import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { loadTargets } from './load.ts';

const folder = fileURLToPath(new URL('../../targets/', import.meta.url));
const virtualId = 'virtual:targets';
const resolvedId = `\0${virtualId}`;

/**
 * Puts the validated packs into the build as `virtual:targets`. A malformed pack stops the build with file, path
 * and reason; at run time nothing needs to be parsed again.
 */
export function targetPacks(): Plugin {
  return {
    name: 'target-packs',
    resolveId: (id) => (id === virtualId ? resolvedId : undefined),
    async load(id) {
      if (id !== resolvedId) return undefined;
      const data = await loadTargets(folder);
      for (const file of data.files) this.addWatchFile(file);
      const { files: _, ...content } = data;
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(content))});`;
    },
  };
}
