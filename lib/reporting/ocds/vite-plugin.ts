import type { Plugin } from 'vite';
import { ocdsCheckModule } from './compile-check.ts';

const name = 'virtual:reporting/ocds-check';

/** Compiles the check of an OCDS package when the extension is built. */
export function ocdsCheck(): Plugin {
  return {
    name: 'ocds-check',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? ocdsCheckModule() : undefined),
  };
}
