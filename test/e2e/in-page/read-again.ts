import fc from 'fast-check';
import { pageOf } from '../../../lib/portals/page/page.ts';
import { Pause } from '../../../lib/portals/page/slices.ts';
import { readAgain, readPage } from '../../../lib/portals/read.ts';
import type { Reading } from '../../../lib/portals/tender.ts';

const addresses = [
  new URL('https://portal.example/sag/1'),
  new URL('https://ted.europa.eu/da/notice/-/detail/917342-2026'),
];
const words = [
  'Kontorstole',
  'rengøringsmidler til skolerne',
  'LOT-0001',
  'LOT-0002',
  'Delkontrakt 2: Borde',
  '5.1 Delkontrakt: LOT-0001',
  'CPV: 39112000',
  'Tilbudsfrist: 12-03-2027',
  'Svanemærket',
  ' ',
  '–',
];
const labels = ['Ordregiver', 'Titel', 'Beskrivelse', 'Tilbudsfrist', 'CPV-koder', 'Anslået værdi', 'Sagsnummer'];
const values = [
  'Lindholt Kommune',
  '12. marts 2027 kl. 12.00',
  '39112000',
  '1.500.000 kr.',
  '26/1234',
  'Stole og borde',
];

type Snippet = { kind: number; word: number; label: number; value: number; depth: number };

/** A piece of a page: pairs in all shapes, headings, lists, forms, hidden and repeated parts. */
function build({ kind, word, label, value, depth }: Snippet): Element {
  const element = document.createElement('div');
  const [text, name, held] = [words[word % words.length], labels[label % labels.length], values[value % values.length]];
  const shapes = [
    `<p>${text}</p>`,
    `<dl><dt>${name}</dt><dd>${held}</dd></dl>`,
    `<table><tr><th>${name}</th><td>${held}</td></tr></table>`,
    `<h2>${text}</h2><p>${held}</p>`,
    `<p>${name}: ${held}</p>`,
    `<span>${name}</span><span>${held}</span>`,
    `<ul>${`<li>${text} <b>${held}</b></li>`.repeat(12)}</ul>`,
    `<label for="f${value}">${name}</label><input id="f${value}" value="${held}">`,
    `<textarea aria-label="${name}">${held}</textarea>`,
    `<section id="section5_${label}"><h3 class="nomark">5.${label} ${text}</h3><span data-labels-key="field|name|BT-21-Lot">Titel</span><span class="data">${held}</span></section>`,
    `<nav><a href="#d${value}">${text}</a></nav>`,
    `<div id="d${value}" hidden><p>${name}: ${held}</p></div>`,
    `<label for="f${label}">${name}</label> ${held}`,
    `<table><tr><th>${name}</th><th>Pris</th></tr><tr><td>${held}</td><td>7</td></tr></table>`,
    `<div aria-busy="true" class="header-content"><b class="bold">${text}</b></div>`,
  ];
  element.innerHTML = shapes[kind % shapes.length] ?? '';
  let whole = element;
  for (let level = 0; level < depth; level += 1) {
    const around = document.createElement(level % 2 ? 'section' : 'div');
    around.append(whole);
    whole = around as HTMLDivElement;
  }
  return whole;
}

const snippet = fc.record({
  kind: fc.nat(14),
  word: fc.nat(10),
  label: fc.nat(6),
  value: fc.nat(5),
  depth: fc.nat(3),
});
const change = fc.record({ what: fc.nat(9), where: fc.nat(), other: fc.nat(), snippet });
type Change = { what: number; where: number; other: number; snippet: Snippet };

const pick = <T>(list: ArrayLike<T>, number: number): T | undefined => list[number % Math.max(1, list.length)];

/** One thing that a page does to itself. */
function apply(main: Element, { what, where, other, snippet: made }: Change): void {
  const elements = main.querySelectorAll('*');
  const element = pick(elements, where);
  if (!element || what === 0) {
    main.append(build(made));
    return;
  }
  const target = pick(elements, other);
  const texts: Text[] = [];
  const walker = document.createTreeWalker(main, 4);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  if (what === 1) element.before(build(made));
  else if (what === 2) element.remove();
  else if (what === 3) {
    const text = pick(texts, where);
    if (text) text.data = pick([...words, ...labels, ...values], other) ?? '';
  } else if (what === 4) {
    // Out of the page it changes unseen, then it comes back, maybe elsewhere.
    element.remove();
    element.append(build(made));
    const to = target?.isConnected ? target : main;
    to.after(element);
  } else if (what === 5) element.toggleAttribute('hidden');
  else if (what === 6) element.setAttribute('class', pick(['nomark', 'bold', 'header-content', 'data'], other) ?? '');
  else if (what === 7) element.setAttribute('id', pick(['d1', 'd2', 'f1', 'f2', 'section5_1'], other) ?? '');
  else if (what === 8) element.replaceChildren(...Array.from({ length: 30 }, () => build(made)));
  else if (element.tagName === 'INPUT' || element.tagName === 'TEXTAREA')
    (element as HTMLInputElement).value = `skrevet ${other}`;
  else main.prepend(build(made));
}

/** A reading with the page's nodes by their place in it, so that two readings can be compared. */
function view(reading: Reading) {
  const numbers = new Map<Node, number>();
  const walker = document.createTreeWalker(document, -1);
  while (walker.nextNode()) numbers.set(walker.currentNode, numbers.size);
  const numberOf = (node: Node | null) => node && (numbers.get(node) ?? 'gone');
  return {
    ...reading,
    items: undefined,
    titleElement: numberOf(reading.titleElement),
    blocks: reading.blocks.map(({ source, ...block }) => ({
      ...block,
      source: source && { ...source, nodes: source.nodes.map(numberOf) },
    })),
  };
}

const isSame = (one: Reading, other: Reading): boolean => JSON.stringify(view(one)) === JSON.stringify(view(other));

/** A page that changes in any way is read again as it is read anew; answers with the counterexample where it is not. */
export function checkReadAgain(numRuns: number): string | null {
  const property = fc.property(
    fc.array(snippet, { minLength: 5, maxLength: 60 }),
    fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
    fc.nat(1),
    fc.array(fc.nat(12), { minLength: 1, maxLength: 40 }),
    (snippets, rounds, address, slices) => {
      const url = addresses[address] as URL;
      document.body.innerHTML = '<header>Udbudsportalen</header><main></main>';
      const main = document.querySelector('main') as Element;
      main.append(...snippets.map(build));
      let slice = 0;
      let left = 0;
      const pace = () => {
        if (left === 0) throw new Pause();
        left -= 1;
      };
      const page = pageOf(document, pace);
      const observer = new MutationObserver(() => undefined);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      /** One slice of a reading; null when it was used up before its end. */
      const readSlice = (): Reading | null => {
        left = 1 + (slices[slice % slices.length] ?? 0);
        slice += 1;
        page.tree.note(observer.takeRecords());
        try {
          return readAgain(page, url);
        } catch (error) {
          if (error instanceof Pause) return null;
          throw error;
        }
      };
      const readAll = (): Reading => readSlice() ?? readAll();
      readAll();
      for (const changes of rounds) {
        // The page goes on changing between the slices of a reading.
        for (const one of changes) {
          apply(main, one);
          readSlice();
        }
        const [again, anew] = [readAll(), readPage(document, url)];
        if (isSame(again, anew)) continue;
        const [left, right] = [again, anew].map((reading) => JSON.stringify(view(reading)));
        throw new Error(`again: ${left}\nanew:  ${right}\n${main.outerHTML}`);
      }
      observer.disconnect();
    },
  );
  const { failed, counterexample, errorInstance } = fc.check(property, {
    numRuns,
    interruptAfterTimeLimit: 20_000,
    endOnFailure: true,
    seed: 7,
  });
  return failed ? `${JSON.stringify(counterexample)}\n${(errorInstance as Error).message}` : null;
}
