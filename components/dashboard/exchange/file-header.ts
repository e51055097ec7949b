import type { FileHeader } from '../../../lib/exchange/format.ts';
import { writeContext } from '../../../lib/log/write-context.ts';
import type { House } from '../house.ts';

/** The first record of a file that this browser writes now. */
export async function fileHeader(
  { journal, data, settings, edge }: House,
  part: Pick<FileHeader, 'content' | 'scope' | 'completeness' | 'authors'>,
): Promise<FileHeader> {
  const context = await writeContext(journal, data, settings, edge.toolVersion);
  return {
    format: 'groent-lys',
    version: 1,
    content: part.content,
    exportedAt: context.now.toISOString(),
    timezone: context.timezone,
    device: context.device,
    tool: { version: context.toolVersion, data: context.dataVersion },
    scope: part.scope,
    completeness: part.completeness,
    authors: part.authors,
  };
}
