import type { FileHeader, FileRecord } from '../../../lib/exchange/format.ts';
import { type FileBatch, readFile } from '../../../lib/exchange/read-file.ts';
import { type FileLayout, fileParts } from '../../../lib/exchange/write-file.ts';
import { linksOf } from '../../../lib/log/merge/identity.ts';
import type { OpenSighting } from '../../../lib/log/record-schema.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { deviceB, factsOf } from '../log/sample.ts';

export const uuidOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const headerOf = (over: Partial<FileHeader> = {}): FileHeader => ({
  format: 'groent-lys',
  version: 1,
  content: 'export',
  exportedAt: '2026-11-20T10:00:00.000Z',
  timezone: 'Europe/Copenhagen',
  device: deviceB,
  tool: { version: '0.1.0', data: '2026-11' },
  scope: null,
  completeness: null,
  authors: false,
  ...over,
});

export const sightingOf = (number: number, over: Partial<OpenSighting> = {}): OpenSighting => {
  const keys = [`ref:55133018:sag-proc-${number}`, `url:https://udbud.dk/detaljevisning?noticeId=proc-${number}`];
  return {
    ...factsOf(`proc-${number}`),
    closed: false,
    id: uuidOf(number),
    device: deviceB,
    changedAt: '2026-03-01T08:00:00.000Z',
    keys,
    links: linksOf(keys),
    joins: [],
    activeAt: '2026-03-01T08:00:00.000Z',
    following: [{ at: '2026-03-01T09:00:00.000+01:00', on: true }],
    readings: [],
    tips: { shown: false, used: false },
    unit: 'Indkøb',
    ...over,
  };
};

export const revisionOf = (number: number, procedure: number, over: Partial<Revision> = {}): Revision => ({
  id: uuidOf(number),
  recordId: uuidOf(number + 500_000),
  rev: 1,
  supersedes: null,
  kind: 'decision',
  decidedAt: '2026-03-01T08:00:00.000Z',
  timezone: 'Europe/Copenhagen',
  day: '2026-03-01',
  procedureId: uuidOf(procedure),
  lotId: null,
  target: { id: 'it-1', version: 1, scheme: 'DK-POGI' },
  area: 'it',
  verdict: 'met',
  reason: null,
  placement: [],
  awardWeightPct: null,
  measured: null,
  ecolabels: [],
  evidence: [],
  vehicles: null,
  phase: null,
  goals: ['clim-mitig'],
  gpp: ['national'],
  value: null,
  valueLevel: null,
  unit: 'Indkøb',
  portal: 'udbud-dk',
  author: null,
  device: deviceB,
  tool: { version: '0.1.0', data: '2026-11' },
  ...over,
});

/** Procedures with some twenty decisions each. */
export const someRecords = (decisions = 2): FileRecord[] =>
  Array.from({ length: decisions }, (_, place) => {
    const home = Math.floor(place / 20) + 1;
    const target = { id: `it-${place + 1}`, version: 1, scheme: 'DK-POGI' };
    const revision = { type: 'revision' as const, data: revisionOf(100 + place, home, { target }) };
    return place % 20 === 0 ? [{ type: 'sighting' as const, data: sightingOf(home) }, revision] : [revision];
  }).flat();

/** The whole text of a file. */
export async function textOf(
  records: readonly FileRecord[],
  layout: FileLayout = 'jsonl',
  header: FileHeader = headerOf(),
): Promise<string> {
  async function* batches() {
    yield records;
  }
  const parts: string[] = [];
  for await (const part of fileParts(header, batches(), layout)) parts.push(part);
  return parts.join('');
}

/** Everything that is read out of a file. */
export async function readWhole(content: BlobPart | BlobPart[]) {
  const blob = new Blob(Array.isArray(content) ? content : [content]);
  const batches: FileBatch[] = [];
  for await (const batch of readFile(blob)) batches.push(batch);
  return {
    header: batches[0]?.header,
    records: batches.flatMap(({ records }) => records),
    refused: batches.flatMap(({ refused }) => refused),
  };
}
