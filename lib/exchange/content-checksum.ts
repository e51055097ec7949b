/** Characters hashed at once; the browser's SHA-256 takes no stream, and a journal does not fit into memory. */
const blockSize = 1_048_576;

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Sums up records as they are written or read. */
export interface ContentChecksum {
  /** Takes one record's text; resolves when there is room for the next. */
  add(text: string): Promise<void> | undefined;
  end(): Promise<string>;
}

/**
 * SHA-256 over the records of a file: over the digests of its blocks, a block being whole records, each with a line
 * break, up to a little over a million characters. Records count as `JSON.stringify` writes them, so the sum is the
 * same for JSON and JSON Lines and after an editor has laid the file out anew.
 */
export function createContentChecksum(): ContentChecksum {
  const encoder = new TextEncoder();
  const digests: ArrayBuffer[] = [];
  let block: string[] = [];
  let size = 0;
  const close = async () => {
    const bytes = encoder.encode(block.join(''));
    block = [];
    size = 0;
    digests.push(await crypto.subtle.digest('SHA-256', bytes));
  };
  return {
    add(text) {
      block.push(text, '\n');
      size += text.length + 1;
      return size >= blockSize ? close() : undefined;
    },
    async end() {
      if (size > 0) await close();
      return hex(await crypto.subtle.digest('SHA-256', await new Blob(digests).arrayBuffer()));
    },
  };
}
