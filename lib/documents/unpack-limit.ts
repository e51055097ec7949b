/** Bytes of a part that are still unpacked after another has passed the size. */
const refusedFrom = 1_000_000;

/**
 * Keeps what is unpacked from now on to a size, for a reader that unpacks whatever a file holds without end, with the
 * browser's own unpacking or, of any kind of packing and however deep, into buffers that it grows. Both are refused where
 * they pass the size. The reader takes that for a damaged part and goes on, so it must be asked afterwards. The limit is
 * the whole thread's: one reader at a time.
 * @param most bytes of one part
 * @returns whether a part was refused, and the way back
 */
export function limitUnpacking(most: number): { isPassed: () => boolean; lift: () => void } {
  const { Uint8Array: plain, DecompressionStream: native } = globalThis;
  let isPassed = false;
  // What is given up anyway is not unpacked once more in another way.
  const limit = () => (isPassed ? Math.min(most, refusedFrom) : most);
  const refuse = (size: number): RangeError => {
    isPassed = true;
    return new RangeError(`${size} bytes`);
  };
  const limitedBuffer: typeof plain = new Proxy(plain, {
    construct(target, given: unknown[], newTarget): Uint8Array {
      if (Number(given[0]) > limit()) throw refuse(Number(given[0]));
      return Reflect.construct(target, given, newTarget === limitedBuffer ? target : newTarget);
    },
  });
  function limitedStream(format: CompressionFormat): GenericTransformStream {
    const { readable, writable } = new native(format);
    let size = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => {
        size += piece.length;
        if (size > limit()) out.error(refuse(size));
        else out.enqueue(piece);
      },
    });
    return { readable: readable.pipeThrough(counted), writable };
  }
  Object.assign(globalThis, { Uint8Array: limitedBuffer, DecompressionStream: limitedStream });
  return {
    isPassed: () => isPassed,
    lift: () => Object.assign(globalThis, { Uint8Array: plain, DecompressionStream: native }),
  };
}
