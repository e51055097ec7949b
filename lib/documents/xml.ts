import { SaxesParser } from 'saxes';
import { DocumentProblem } from './document-problem.ts';

/** What a reader hears of an XML part. Names come without their prefix: every office has its own. */
export interface XmlListener {
  open: (name: string, attribute: (name: string) => string | null) => void;
  close: (name: string) => void;
  text: (text: string) => void;
  /** Asked now and then: true ends the reading there. */
  isDone?: () => boolean;
}

/** Deeper than any office nests its elements. */
const deepest = 500;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML in pieces and tells of it as it goes, so that a part of any size costs the memory of a piece. No entity but
 * the five of XML is known: what a document type declares is not looked at, so nothing can unfold and nothing is fetched.
 * @throws {DocumentProblem} broken where it is not well-formed or nested without end
 */
export function readXml(pieces: Iterable<Uint8Array>, listener: XmlListener): void {
  const parser = new SaxesParser({ fragment: false });
  let depth = 0;
  parser.on('error', (error) => {
    throw new DocumentProblem('broken', error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    if (depth > deepest) throw new DocumentProblem('broken', 'nested too deep');
    listener.open(localName(name), (wanted) => {
      for (const [full, value] of Object.entries(attributes)) if (localName(full) === wanted) return value as string;
      return null;
    });
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    listener.close(localName(name));
  });
  parser.on('text', listener.text);
  parser.on('cdata', listener.text);
  let decoder: TextDecoder | null = null;
  for (const piece of pieces) {
    decoder ??= decoderOf(piece);
    parser.write(decoder.decode(piece, { stream: true }));
    if (listener.isDone?.()) return;
  }
  // A part that is not there says nothing.
  if (decoder === null) return;
  parser.write(decoder.decode());
  parser.close();
}

/** By the mark at the beginning, else by what the declaration says, else UTF-8. */
function decoderOf(lead: Uint8Array): TextDecoder {
  if (lead[0] === 0xff && lead[1] === 0xfe) return new TextDecoder('utf-16le');
  if (lead[0] === 0xfe && lead[1] === 0xff) return new TextDecoder('utf-16be');
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(
    new TextDecoder('latin1').decode(lead.subarray(0, 200)),
  );
  try {
    return new TextDecoder(declared?.[1] ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}

/** An element of a small part that is read as a whole. */
export interface XmlElement {
  name: string;
  attribute: (name: string) => string | null;
  children: XmlElement[];
  /** Text directly in it. */
  text: string;
}

/** More elements than this are in no part that is read as a whole. */
const mostElements = 300_000;

/** A small part (styles, a list of sheets, a notice) as a tree. @throws {DocumentProblem} broken, bomb */
export function xmlTree(bytes: Uint8Array): XmlElement {
  const root: XmlElement = { name: '', attribute: () => null, children: [], text: '' };
  const open = [root];
  let count = 0;
  readXml([bytes], {
    open: (name, attribute) => {
      count++;
      if (count > mostElements) throw new DocumentProblem('bomb', 'too many elements');
      const element: XmlElement = { name, attribute, children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text: (text) => {
      const around = open.at(-1);
      if (around) around.text += text;
    },
  });
  const [top] = root.children;
  if (!top) throw new DocumentProblem('broken', 'no element');
  return top;
}

/** Elements reached by child names, one after the other, in order. */
export function inside(from: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (elements, step) => elements.flatMap(({ children }) => children.filter(({ name }) => name === step)),
    [from],
  );
}
