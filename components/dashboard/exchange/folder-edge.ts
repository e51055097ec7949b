/** A folder as Chromium hands it out; the asking is not in the standard yet. */
export interface AskableFolder extends FileSystemDirectoryHandle {
  queryPermission?: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
  requestPermission?: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
}

type Picker = (options: { id: string; mode: 'readwrite' }) => Promise<AskableFolder>;

/** The browser's own choice of a folder that stays open; null where it has none, as in Firefox. */
export function folderPicker(): (() => Promise<AskableFolder>) | null {
  const { showDirectoryPicker } = globalThis as { showDirectoryPicker?: Picker };
  return showDirectoryPicker ? () => showDirectoryPicker({ id: 'groent-lys', mode: 'readwrite' }) : null;
}

/** Whether the folder may be used now, without asking anybody. */
export async function isAllowed(folder: AskableFolder): Promise<boolean> {
  return (await folder.queryPermission?.({ mode: 'readwrite' })) === 'granted';
}

/** Asks the user for the folder again; only from a click. */
export async function askFor(folder: AskableFolder): Promise<boolean> {
  return (await folder.requestPermission?.({ mode: 'readwrite' })) === 'granted';
}
