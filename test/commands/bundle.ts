import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** A module with all that it imports as one script for a page; its exports stand under a global name. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'groent-lys-bundle-'));
  try {
    const lib = { entry, formats: ['iife' as const], name, fileName: () => 'script.js' };
    await build({ configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true, lib } });
    return await readFile(join(outDir, 'script.js'), 'utf8');
  } finally {
    await rm(outDir, { recursive: true });
  }
}
