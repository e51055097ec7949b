import { sharedParts } from '../../../lib/exchange/write-shared.ts';
import type { House } from '../house.ts';
import { fileHeader } from './file-header.ts';

/** This browser's own file for a shared folder, to be laid there by hand. It names nobody. */
export async function sharedFileOf(house: House): Promise<{ blob: Blob; device: string }> {
  const header = await fileHeader(house, { content: 'share', scope: null, completeness: null, authors: false });
  const chunks: Blob[] = [];
  for await (const part of sharedParts(house.journal, header)) chunks.push(new Blob([part]));
  return { blob: new Blob(chunks, { type: 'application/jsonl' }), device: header.device };
}
