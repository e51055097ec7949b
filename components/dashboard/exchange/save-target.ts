import { saveFile } from '../save-file.ts';

/** A part of a file as a writer gives it. */
type Part = string | Uint8Array<ArrayBuffer>;

/** A file that is being written; nothing of it is to be seen before `close`. */
export interface SaveTarget {
  /** As the user chose it. */
  name: string;
  write: (part: Part) => Promise<void>;
  /** Hands the whole file over. @returns its size in bytes */
  close: () => Promise<number>;
  /** Leaves nothing behind. */
  discard: () => Promise<void>;
}

/** What the browsers know of the dialog for saving; Firefox has none. */
interface SaveDialog {
  showSaveFilePicker?: (options: { suggestedName: string; startIn: 'downloads' }) => Promise<FileSystemFileHandle>;
}

/** Bytes handed on at once: each write is a journey to another process. */
const pieceSize = 1_048_576;

/** The most bytes of one character in UTF-8. */
const longestCharacter = 4;

/** Gathers small parts into large Blobs. */
function inBlobs(hand: (piece: Blob) => void) {
  let waiting: Part[] = [];
  let size = 0;
  const flush = () => {
    if (waiting.length > 0) hand(new Blob(waiting));
    waiting = [];
    size = 0;
  };
  return {
    add(part: Part): void {
      waiting.push(part);
      size += part.length;
      if (size >= pieceSize) flush();
    },
    flush,
  };
}

/**
 * Gathers parts as bytes in one piece of memory, the same for the whole file: a Blob a piece would be kept, here and in
 * the browser's own process, until somebody clears up.
 */
function inBytes(hand: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) {
  const encoder = new TextEncoder();
  const room = new Uint8Array(pieceSize);
  let used = 0;
  const flush = async () => {
    if (used > 0) await hand(room.subarray(0, used));
    used = 0;
  };
  return {
    async add(part: Part): Promise<void> {
      for (let rest = part; rest.length > 0; ) {
        if (pieceSize - used < longestCharacter) await flush();
        if (typeof rest === 'string') {
          const { read, written } = encoder.encodeInto(rest, room.subarray(used));
          used += written;
          rest = rest.slice(read);
        } else {
          const fitting = rest.subarray(0, pieceSize - used);
          room.set(fitting, used);
          used += fitting.length;
          rest = rest.subarray(fitting.length);
        }
      }
    },
    flush,
  };
}

/**
 * Opens the file that an export goes to. Where the browser can, the user says where, and it is written there piece by
 * piece; elsewhere it is gathered as a Blob, whose bytes the browser keeps on the disk, and saved like a download.
 * Call it in the user's own click.
 * @returns null when the user chose no place
 */
export async function openTarget(name: string, type: string): Promise<SaveTarget | null> {
  const { showSaveFilePicker } = globalThis as unknown as SaveDialog;
  if (!showSaveFilePicker) return blobTarget(name, type);
  try {
    return await diskTarget(await showSaveFilePicker({ suggestedName: name, startIn: 'downloads' }));
  } catch (error) {
    const { name: why } = error as DOMException;
    if (why === 'AbortError') return null;
    // The dialog is for the user's own click, which a slow machine may have forgotten by now.
    if (why === 'SecurityError' || why === 'NotAllowedError') return blobTarget(name, type);
    throw error;
  }
}

function blobTarget(name: string, type: string): SaveTarget {
  const pieces: Blob[] = [];
  const parts = inBlobs((piece) => pieces.push(piece));
  return {
    name,
    write: async (part) => parts.add(part),
    async close() {
      parts.flush();
      const blob = new Blob(pieces, { type });
      saveFile({ blob, name });
      return blob.size;
    },
    async discard() {
      pieces.length = 0;
    },
  };
}

async function diskTarget(handle: FileSystemFileHandle): Promise<SaveTarget> {
  const writable = await handle.createWritable();
  const parts = inBytes((piece) => writable.write(piece));
  return {
    name: handle.name,
    write: parts.add,
    async close() {
      await parts.flush();
      await writable.close();
      return (await handle.getFile()).size;
    },
    async discard() {
      await writable.abort().catch(() => undefined);
      // The dialog has made an empty file; one that was there before still has what it held.
      const left = await handle.getFile().catch(() => null);
      if (left?.size === 0) await (handle as { remove?: () => Promise<void> }).remove?.().catch(() => undefined);
    },
  };
}
