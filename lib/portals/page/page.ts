import { elementAround, holds, inReadingOrder, nextBeside } from './compose.ts';
import { createPageTree, innerRoots, type Leaf, type Pace, type PageTree } from './page-tree.ts';

/** Elements in reading order. */
export type Found<E> = Iterable<E> & { readonly length: number };

/** What readers ask of a document: a `Document` is one, and so is a page with its shadow roots and own frames. */
export interface PageRoot {
  readonly body: HTMLElement | null;
  readonly documentElement: HTMLElement;
  readonly readyState: DocumentReadyState;
  readonly baseURI: string;
  querySelector<E extends Element = Element>(selector: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(name: K): Found<HTMLElementTagNameMap[K]>;
  querySelectorAll(selector: string): Found<Element>;
}

/** What is remembered of a page between two readings: each answer for as long as what it was read from stands. */
export interface Page extends PageRoot {
  tree: PageTree;
  pace: Pace;
  /**
   * The answer worked out before for a key, if nothing that was seen for it has changed since, in itself or in what
   * stands beside it; else it is worked out now.
   * @param key what the question is about, part of the page or made from a part of it
   * @param name tells several questions about one key apart
   */
  recall: <T>(key: object, name: string, work: () => { answer: T; seen: readonly Node[] }) => T;
  /** The answer for a text, which is the same wherever it stands. */
  recallText: <T>(name: string, text: string, work: (text: string) => T) => T;
}

interface Query {
  at: number;
  elements: readonly Element[];
}

interface Answer {
  answer: unknown;
  seen: readonly Node[];
  /** Holds all that was seen; while nothing in it has changed, none of it needs to be asked. */
  around: Element | null;
  at: number;
}

/** Texts remembered per question; the ones asked for longest ago go first. */
const mostTexts = 4000;

/** A page that remembers. Made anew it reads a document as it is now; kept, it must be told of every change. */
export function pageOf(
  document: Document,
  pace: Pace = () => undefined,
  onRoot?: (root: ShadowRoot | Document) => void,
): Page {
  const tree = createPageTree(document, pace, onRoot);
  const queries = new Map<string, Query>();
  const answers = new WeakMap<object, Map<string, Answer>>();
  const texts = new Map<string, Map<string, unknown>>();

  const everywhere = (selector: string): Element[] => {
    const found = [...document.querySelectorAll(selector)];
    const roots = tree.roots();
    for (const inner of roots) found.push(...inner.querySelectorAll(selector));
    return roots.length > 0 ? found.sort(inReadingOrder) : found;
  };

  const querySelectorAll = (selector: string): readonly Element[] => {
    tree.settle();
    const known = queries.get(selector);
    const at = tree.latest();
    if (known?.at === at) return known.elements;
    const news = known ? tree.newerThan(known.at) : null;
    let elements: readonly Element[];
    if (!known || !news || dependsOnOthers(selector, news.elements.length > 0)) {
      pace();
      elements = everywhere(selector);
    } else {
      elements = updated(tree, selector, known.elements, news);
    }
    queries.set(selector, { at, elements });
    return elements;
  };

  return {
    get body() {
      return document.body;
    },
    get documentElement() {
      return document.documentElement;
    },
    get baseURI() {
      return document.baseURI;
    },
    get readyState() {
      return document.readyState;
    },
    querySelectorAll,
    querySelector: <E extends Element>(selector: string) => (querySelectorAll(selector)[0] as E | undefined) ?? null,
    tree,
    pace,
    recall: <T>(key: object, name: string, work: () => { answer: T; seen: readonly Node[] }): T => {
      let named = answers.get(key);
      if (!named) {
        named = new Map();
        answers.set(key, named);
      }
      const known = named.get(name);
      const stands = (node: Node): boolean => known !== undefined && tree.changedAt(node) <= known.at;
      if (known && ((known.around && stands(known.around)) || known.seen.every(stands))) return known.answer as T;
      pace();
      const { answer, seen } = work();
      named.set(name, { answer, seen, around: aroundAll(seen), at: tree.latest() });
      return answer;
    },
    recallText: <T>(name: string, text: string, work: (text: string) => T): T => {
      let known = texts.get(name);
      if (!known) {
        known = new Map();
        texts.set(name, known);
      }
      if (known.has(text)) return known.get(text) as T;
      pace();
      const answer = work(text);
      known.set(text, answer);
      if (known.size > mostTexts) known.delete(known.keys().next().value as string);
      return answer;
    },
  };
}

/** An element around all of the nodes, where the last one's is; null where it is not. */
function aroundAll(nodes: readonly Node[]): Element | null {
  const last = nodes.at(-1);
  const around = last ? elementAround(last) : null;
  return around && nodes.every((node) => holds(around, node)) ? around : null;
}

/** The elements of a selector after changes: those in parts that stand, and those in the parts that are new. */
function updated(
  tree: PageTree,
  selector: string,
  before: readonly Element[],
  { parts, elements }: NonNullable<ReturnType<PageTree['newerThan']>>,
): readonly Element[] {
  const newParts = new Set(parts);
  const changed = new Set(elements);
  const kept = before.filter((element) => {
    const { part, isOnPage } = tree.placeOf(element);
    return isOnPage && part !== null && !newParts.has(part) && !changed.has(element);
  });
  const found: Element[] = [];
  for (const element of changed) {
    if (tree.placeOf(element).isOnPage && element.matches(selector)) found.push(element);
  }
  for (const part of newParts) {
    if (part.kind === 'leaf' && tree.placeOf(part.first).isOnPage) found.push(...inLeaf(part, selector));
  }
  if (found.length === 0) return kept.length === before.length ? before : kept;
  const all = [...new Set([...kept, ...found])];
  return all.sort(inReadingOrder);
}

/** Whether a change in one part can decide what the selector finds in another. */
function dependsOnOthers(selector: string, isBranchChanged: boolean): boolean {
  const bare = selector.replace(/\[[^\]]*\]/g, '').replace(/\s*,\s*/g, ',');
  return /[+~:]/.test(bare) || (isBranchChanged && /[\s>]/.test(bare));
}

function inLeaf(leaf: Leaf, selector: string): Element[] {
  const found: Element[] = [];
  for (let node: Node | null = leaf.first; node; node = node === leaf.last ? null : nextBeside(node)) {
    if (node.nodeType !== 1) continue;
    const element = node as Element;
    if (element.matches(selector)) found.push(element);
    if (element.firstElementChild) found.push(...element.querySelectorAll(selector));
  }
  for (const inner of innerRoots(leaf)) found.push(...inner.querySelectorAll(selector));
  return found;
}
