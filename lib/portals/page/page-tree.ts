import { elementAround, firstInside, innerRoot, inReadingOrder, isFrame, nextBeside } from './compose.ts';
import { typeOf } from './nodes.ts';

/** What was worked out about a part of the page, by who asked; gone when the part changes. */
type Memo = Map<unknown, unknown>;

/** A run of neighbouring nodes with everything in them: small enough to be read again as a whole. */
export interface Leaf {
  kind: 'leaf';
  first: Node;
  last: Node;
  isGone: boolean;
  memo: Memo;
  /** The branch it stands in. */
  around: Branch;
}

/** An element too large to be read again as a whole: its content is cut into parts. */
export interface Branch {
  kind: 'branch';
  element: Element;
  depth: number;
  /** What is inside it, in reading order. */
  parts: Part[];
  memo: Memo;
  around: Branch | null;
}

export type Part = Leaf | Branch;

/** Called before each piece of work that cannot be interrupted; it may throw to go on later. */
export type Pace = () => void;

/** The page in parts, and what has changed in which of them since. */
export interface PageTree {
  /** The root element's part with everything beneath it cut anew where it changed; null for a document without one. */
  settle: () => Branch | null;
  /** The part that a node stands in, though it may have left the page; null for one that was never cut. */
  partAt: (node: Node) => Part | null;
  /** The part that a node stands in, and whether that is still on the page. */
  placeOf: (node: Node) => { part: Part | null; isOnPage: boolean };
  /** Shadow roots and frames' documents that are on the page, in reading order. */
  roots: () => readonly (ShadowRoot | Document)[];
  /** Takes note of changes. What was remembered about other parts stays. */
  note: (records: readonly MutationRecord[]) => void;
  /** Takes note that a node has got other content, in a way that no record tells: a frame has loaded. */
  touch: (node: Node) => void;
  /** Takes note that anything may have changed. */
  forget: () => void;
  /** Takes note that a node has got another meaning, though nothing in it has changed. */
  mark: (node: Node) => void;
  /** The number of the latest change, and of the latest one to a node, anything in it or a node beside it. */
  latest: () => number;
  changedAt: (node: Node) => number;
  /** Parts cut and branches' own elements changed after a change; null when that is too long ago to tell. */
  newerThan: (change: number) => { parts: readonly Part[]; elements: readonly Element[] } | null;
  /** Looks whether elements that had no shadow root have one by now; true when one has. Nothing else tells. */
  lookForRoots: () => boolean;
  /** Whether there is anything that `lookForRoots` could find. */
  hasUnfinished: () => boolean;
}

/** Nodes in a leaf, about: reading so many again costs some 0.1 ms. */
const leafWeight = 96;
/** Deeper elements are not cut, so that a page nested without end costs no stack. */
const deepest = 150;
/** Changes that are remembered one by one. */
const longestLog = 4000;
/** Times that an element is asked for a shadow root it had not got when it was met. */
const mostLooks = 10;

/**
 * Cuts a page into parts lazily, so that what was read of a part holds until that part changes.
 * @param pace called before each part is cut
 * @param onRoot called with each shadow root and each frame's document that is met
 */
export function createPageTree(
  document: Document,
  pace: Pace,
  onRoot: (root: ShadowRoot | Document) => void = () => undefined,
): PageTree {
  let partOf = new WeakMap<Node, Part>();
  let stamps = new WeakMap<Node, number>();
  let change = 0;
  let oldest = 0;
  let root: Branch | null = null;
  let log: { at: number; part: Part | null; element: Element | null }[] = [];
  let logStart = 0;
  const toCut = new Set<Branch>();
  const roots = new Set<ShadowRoot | Document>();
  /** How often each is still looked at. */
  const unfinished = new Map<Element, number>();

  const write = (part: Part | null, element: Element | null): void => {
    log.push({ at: change, part, element });
    if (log.length <= longestLog || change === log[0]?.at) return;
    const half = log[log.length >> 1]?.at ?? change;
    log = log.filter(({ at }) => at > half);
    logStart = half;
  };

  const branchOf = (element: Element, around: Branch | null): Branch => {
    const depth = around ? around.depth + 1 : 0;
    const branch: Branch = { kind: 'branch', element, depth, parts: [], memo: new Map(), around };
    partOf.set(element, branch);
    write(branch, element);
    toCut.add(branch);
    return branch;
  };

  const addRoot = (inner: ShadowRoot | Document): void => {
    if (roots.has(inner)) return;
    roots.add(inner);
    onRoot(inner);
  };

  const meet = (element: Element): void => {
    const inner = innerRoot(element);
    if (inner) addRoot(inner);
    else if (element.localName.includes('-') && !element.hasAttribute('data-groent-lys'))
      unfinished.set(element, mostLooks);
  };

  /** Number of nodes in a node, itself included; counting stops at the limit. Parts that they once were are forgotten. */
  const weigh = (node: Node, limit: number): number => {
    let weight = 0;
    let at: Node | null = node;
    while (at && weight < limit) {
      weight += 1;
      if (at !== node) partOf.delete(at);
      if (at.nodeType === 1) meet(at as Element);
      let next: Node | null = firstInside(at);
      while (!next && at && at !== node) {
        next = nextBeside(at);
        if (!next) at = elementAround(at);
      }
      at = next;
    }
    return weight;
  };

  const cut = (branch: Branch): void => {
    const parts: Part[] = [];
    const isDeep = branch.depth >= deepest;
    let leaf: Leaf | null = null;
    let weight = 0;
    let node = firstInside(branch.element);
    while (node) {
      const known = partOf.get(node);
      if (known?.around === branch && !(known.kind === 'leaf' && known.isGone)) {
        parts.push(known);
        leaf = null;
        node = nextBeside(known.kind === 'leaf' ? known.last : node);
        continue;
      }
      const own = weigh(node, isDeep ? Number.POSITIVE_INFINITY : leafWeight);
      if (own >= leafWeight && typeOf(node) === 1 && !isDeep) {
        parts.push(branchOf(node as Element, branch));
        leaf = null;
      } else {
        if (leaf === null || weight + own > leafWeight) {
          // Leaves made so far are met again when the work goes on.
          pace();
          leaf = { kind: 'leaf', first: node, last: node, isGone: false, memo: new Map(), around: branch };
          write(leaf, null);
          parts.push(leaf);
          weight = 0;
        }
        leaf.last = node;
        weight += own;
        partOf.set(node, leaf);
      }
      node = nextBeside(node);
    }
    branch.parts = parts;
  };

  const end = (part: Part | undefined): void => {
    if (part?.kind !== 'leaf') return;
    part.isGone = true;
    toCut.add(part.around);
  };

  const touchInside = (node: Node): void => {
    for (let at: Node | null = node; at; at = elementAround(at)) {
      if (stamps.get(at) === change) return;
      stamps.set(at, change);
      const part = partOf.get(at);
      if (!part) continue;
      if (part.kind === 'leaf') end(part);
      else part.memo.clear();
    }
  };

  const noteOne = ({ type, target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void => {
    const owner = [1, 3].includes(typeOf(target)) ? target : elementAround(target);
    if (!owner) return;
    touchInside(owner);
    const part = partOf.get(owner);
    if (part?.kind !== 'branch') return;
    if (type === 'attributes') write(null, part.element);
    if (type !== 'childList') return;
    toCut.add(part);
    for (const node of [...removedNodes, previousSibling, nextSibling]) if (node) end(partOf.get(node));
    // Out of the page a node may have changed unseen.
    for (const node of addedNodes) partOf.delete(node);
  };

  const start = (): void => {
    root = null;
    partOf = new WeakMap();
    unfinished.clear();
    roots.clear();
    toCut.clear();
    change += 1;
    // Whatever was remembered before is of an older page.
    stamps = new WeakMap();
    oldest = change;
    log = [];
    logStart = change;
  };

  const placeOf: PageTree['placeOf'] = (node) => {
    let part: Part | null = null;
    for (let at: Node | null = node; at; at = elementAround(at)) {
      part ??= partOf.get(at) ?? null;
      if (at === document.documentElement) return { part, isOnPage: true };
    }
    return { part, isOnPage: false };
  };

  return {
    settle: () => {
      const element = document.documentElement;
      if (element && root?.element !== element) {
        start();
        root = branchOf(element, null);
      }
      for (const branch of toCut) {
        cut(branch);
        toCut.delete(branch);
      }
      return element ? root : null;
    },
    partAt: (node) => {
      for (let at: Node | null = node; at; at = elementAround(at)) {
        const part = partOf.get(at);
        if (part) return part;
      }
      return null;
    },
    placeOf,
    roots: () => {
      for (const inner of roots) if (!placeOf(inner).isOnPage) roots.delete(inner);
      return [...roots].sort(inReadingOrder);
    },
    note: (records) => {
      if (records.length === 0) return;
      change += 1;
      for (const record of records) noteOne(record);
      // Not before: a stamp of this change tells that all around the node has heard of it.
      for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
        for (const node of [...addedNodes, ...removedNodes, previousSibling, nextSibling])
          if (node) stamps.set(node, change);
      }
    },
    touch: (node) => {
      change += 1;
      touchInside(node);
      const part = partOf.get(node);
      if (part?.kind === 'branch') toCut.add(part);
    },
    forget: start,
    mark: (node) => {
      change += 1;
      for (let at: Node | null = node; at; at = elementAround(at)) stamps.set(at, change);
    },
    latest: () => change,
    changedAt: (node) => stamps.get(node) ?? oldest,
    newerThan: (since) => {
      if (since < logStart) return null;
      const parts: Part[] = [];
      const elements: Element[] = [];
      for (let index = log.length - 1; index >= 0; index -= 1) {
        const entry = log[index];
        if (!entry || entry.at <= since) break;
        if (entry.element) elements.push(entry.element);
        if (entry.part && !(entry.part.kind === 'leaf' && entry.part.isGone)) parts.push(entry.part);
      }
      return { parts, elements };
    },
    lookForRoots: () => {
      let found = false;
      for (const [element, looks] of unfinished) {
        const inner = innerRoot(element);
        if (inner || looks <= 1 || !element.isConnected) unfinished.delete(element);
        else unfinished.set(element, looks - 1);
        if (!inner) continue;
        found = true;
        addRoot(inner);
        change += 1;
        touchInside(element);
        const part = partOf.get(element);
        if (part?.kind === 'branch') toCut.add(part);
      }
      return found;
    },
    hasUnfinished: () => unfinished.size > 0,
  };
}

/** The elements in a leaf that have a root of their own: shadow hosts and frames. */
export function innerRoots({ first, last }: Leaf): (ShadowRoot | Document)[] {
  const roots: (ShadowRoot | Document)[] = [];
  for (let node: Node | null = first; node; node = node === last ? null : nextBeside(node)) {
    for (let at: Node | null = node; at; ) {
      const inner: ShadowRoot | Document | null = at.nodeType === 1 ? innerRoot(at as Element) : null;
      if (inner) roots.push(inner);
      let next: Node | null = at.nodeType === 1 && isFrame(at as Element) && !inner ? null : firstInside(at);
      while (!next && at && at !== node) {
        next = nextBeside(at);
        if (!next) at = elementAround(at);
      }
      at = next;
    }
  }
  return roots;
}
