/** What happens at the fields of a document; `element` is the innermost one, in open shadow roots too. */
interface FieldEvents {
  enter: (element: Element) => void;
  caret: () => void;
  typed: (element: Element) => void;
  /** Something scrolled in a frame. */
  moved: () => void;
}

/**
 * Listens to a document once, however often it is told to: focus, caret and typing, none of which is held up. Told again
 * it listens again to a page that has written itself anew and so taken its listeners away.
 * @returns how to begin with one more document
 */
export function listenToFields(signal: AbortSignal, events: FieldEvents): (document: Document) => void {
  const known = new WeakSet<Document>();
  const options = { capture: true, passive: true, signal } as const;
  const at = (use: (element: Element) => void) => (event: Event) => {
    const node = event.composedPath()[0] as Partial<Element> | undefined;
    if (node?.nodeType === 1) use(node as Element);
  };
  const enter = at(events.enter);
  const typed = at(events.typed);
  return (document) => {
    document.addEventListener('focusin', enter, options);
    document.addEventListener('input', typed, options);
    document.addEventListener('selectionchange', events.caret, options);
    if (document.defaultView?.frameElement) document.addEventListener('scroll', events.moved, options);
    if (known.has(document)) return;
    known.add(document);
    const { activeElement } = document;
    // The buyer may have been writing already.
    if (activeElement && activeElement !== document.body) events.enter(activeElement);
  };
}
