import { Inflate } from 'fflate';
import { DocumentProblem } from './document-problem.ts';

/** More parts than this are in no document that somebody wrote. */
const mostParts = 20_000;
/** What all parts that are read may unpack to, together. */
const mostUnpacked = 600_000_000;
/** Beyond this size a part that was packed this small says nothing that somebody wrote. */
const unpackedFrom = 10_000_000;
const mostRatio = 250;
/** Bytes unpacked at once: they become at most a thousand times as many. */
const stride = 4096;

interface Part {
  name: string;
  /** 0: stored as it is. 8: deflated. */
  method: number;
  packed: number;
  offset: number;
}

/** The parts of a ZIP package, each unpacked when it is asked for and never further than is read. */
export interface PackageFile {
  names: readonly string[];
  /** A part in pieces as it unpacks; null where there is none. @throws {DocumentProblem} broken, bomb, password */
  read: (name: string) => Generator<Uint8Array> | null;
  /** A small part as a whole. */
  whole: (name: string) => Uint8Array | null;
}

/**
 * Opens a ZIP package by the list at its end. What the list says of sizes is not believed: bytes are counted as they
 * unpack.
 * @throws {DocumentProblem} broken, bomb when it has more parts than any document
 */
export function openPackage(bytes: Uint8Array): PackageFile {
  const parts = listOf(bytes);
  let unpacked = 0;
  const read = (name: string): Generator<Uint8Array> | null => {
    const part = parts.get(name);
    return part ? counted(part, contentOf(bytes, part)) : null;
  };
  function* counted({ name, packed }: Part, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
    let own = 0;
    for (const piece of pieces) {
      own += piece.length;
      unpacked += piece.length;
      if (unpacked > mostUnpacked || (own > unpackedFrom && own > packed * mostRatio)) {
        throw new DocumentProblem('bomb', name);
      }
      yield piece;
    }
  }
  return {
    names: [...parts.keys()],
    read,
    whole: (name) => {
      const pieces = read(name);
      return pieces && joined([...pieces]);
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const endMark = 0x06054b50;
const listMark = 0x02014b50;
const partMark = 0x04034b50;
/** The end's own length, and the longest remark that may follow it. */
const endLength = 22;
const longestRemark = 65_535;

function listOf(bytes: Uint8Array): Map<string, Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostParts) throw new DocumentProblem('bomb', `${count} parts`);
  const parts = new Map<string, Part>();
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== listMark) throw new DocumentProblem('broken', 'list');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new DocumentProblem('password', name);
    parts.set(name.replace(/^\//, ''), {
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function endOf(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= 0 && at >= last - longestRemark; at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw new DocumentProblem('broken', 'no end of the package');
}

function* contentOf(bytes: Uint8Array, { name, method, packed, offset }: Part): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== partMark)
    throw new DocumentProblem('broken', name);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const end = Math.min(bytes.length, start + packed);
  if (method !== 0 && method !== 8) throw new DocumentProblem('broken', `${name}: method ${method}`);
  const out: Uint8Array[] = [];
  const inflate = new Inflate((piece) => {
    out.push(piece);
  });
  for (let at = start; at < end; at += stride) {
    const piece = bytes.subarray(at, Math.min(end, at + stride));
    if (method === 0) {
      yield piece;
      continue;
    }
    try {
      inflate.push(piece, at + stride >= end);
    } catch (error) {
      throw new DocumentProblem('broken', `${name}: ${(error as Error).message}`);
    }
    yield* out.splice(0);
  }
}
