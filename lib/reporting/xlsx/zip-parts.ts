import { Zip, ZipPassThrough } from 'fflate';

/** One file of an archive; its text comes piece by piece. */
export interface ZipEntry {
  name: string;
  parts: AsyncIterable<string> | Iterable<string>;
}

const deflate = 8;

/** An entry that counts and sums up what goes in and is handed what comes out of the browser's own compressor. */
class DeflatedEntry extends ZipPassThrough {
  override compression = deflate;

  protected override process(chunk: Uint8Array<ArrayBuffer>, final: boolean): void {
    if (final) this.ondata(null, chunk, true);
  }
}

/**
 * A zip archive in pieces, entry by entry, never more of it in memory than the compressor holds. Entries and archive
 * stay below 4 GB: older readers of spreadsheets know no larger ones.
 */
export async function* zipParts(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    waiting.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const encoder = new TextEncoder();
  for await (const { name, parts } of entries) {
    const entry = new DeflatedEntry(name);
    zip.add(entry);
    const { readable, writable } = new CompressionStream('deflate-raw');
    const writer = writable.getWriter();
    const compressed = readable.pipeTo(
      new WritableStream({ write: (chunk: Uint8Array<ArrayBuffer>) => entry.ondata(null, chunk, false) }),
    );
    let taken: Promise<void> = Promise.resolve();
    try {
      for await (const part of parts) {
        const bytes = encoder.encode(part);
        entry.push(bytes);
        // One part is compressed while the next is made. Node is always ready for thousands, so it is asked for the end.
        await taken;
        taken = writer.write(bytes);
        // Waited for above and below; until then its failure is nobody's.
        taken.catch(() => undefined);
        yield* waiting.splice(0);
      }
      await taken;
      await writer.close();
    } catch (error) {
      await Promise.allSettled([writer.abort(error), compressed]);
      throw error;
    }
    await compressed;
    entry.push(new Uint8Array(), true);
    yield* waiting.splice(0);
  }
  zip.end();
  yield* waiting.splice(0);
}
