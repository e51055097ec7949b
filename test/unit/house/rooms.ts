import type { SourceFile } from './source-files.ts';

/**
 * Which rooms of `lib` a room may import from (design: exchange -> reporting -> log -> targets; team -> log; advice -> matching ->
 * portals, targets; documents -> portals).
 */
const below: Record<string, readonly string[]> = {
  targets: [],
  portals: [],
  matching: ['portals', 'targets'],
  advice: ['matching', 'portals', 'targets'],
  log: ['targets'],
  exchange: ['reporting', 'log', 'targets'],
  reporting: ['log', 'targets'],
  team: ['log', 'targets'],
  documents: ['portals'],
};

/** Rooms of `components` that others may use; panel, dashboard and popup know nothing of each other. */
const sharedComponents: readonly string[] = ['ui'];

/** Every import that runs upward or sideways, as "file imports file". */
export function wrongImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .filter(({ to, isOwn, typeOnly }) => (isOwn ? !mayImport(path, to, typeOnly) : isBrowserInLib(path, to)))
      .map(({ to }) => `${path} imports ${to}`),
  );
}

function mayImport(from: string, to: string, typeOnly: boolean): boolean {
  const [floor = '', room = ''] = from.split('/');
  const [otherFloor = '', otherRoom = ''] = to.split('/');
  // Texts, packs and the fixed tables are data: whoever may load them, may.
  if (otherFloor === 'locales' || otherFloor === 'targets') return true;
  if (floor === 'entrypoints') return true;
  if (floor === 'components') {
    if (otherFloor === 'lib') return true;
    return otherFloor === 'components' && (room === otherRoom || sharedComponents.includes(otherRoom));
  }
  if (otherFloor !== 'lib') return false;
  // Files of lib itself are the contracts between rooms: they may name all rooms, and rooms may take types from them.
  if (isFile(room)) return true;
  if (isFile(otherRoom)) return typeOnly || otherRoom === 'i18n.ts';
  return room === otherRoom || (below[room] ?? []).includes(otherRoom);
}

function isFile(room: string): boolean {
  return room.includes('.');
}

/** `lib` runs in a page, in a worker and in Node: it never reaches for the browser's extension interfaces. */
function isBrowserInLib(from: string, to: string): boolean {
  return from.startsWith('lib/') && /^(wxt(\/|$)|webextension-polyfill)/.test(to);
}

/** All files and packages that run when a file runs, with the file through which each was first reached. */
export function reachedAtRunTime(files: readonly SourceFile[], entry: string): Map<string, string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Map<string, string>([[entry, '']]);
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const { to, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (typeOnly || reached.has(to)) continue;
      reached.set(to, path);
      queue.push(to);
    }
  }
  return reached;
}
