import type { PageRoot } from '../page/page.ts';
import { squeeze } from '../page/text.ts';
import { isJson, type Json } from './linked-data.ts';

const scoped = '[itemscope], [typeof]';
/** More properties of one thing are not looked at. */
const mostProperties = 500;
const longestValue = 20_000;

function isOfType(element: Element, types: readonly string[]): boolean {
  const type = element.getAttribute('itemtype') ?? element.getAttribute('typeof') ?? '';
  return type.split(/\s+/).some((one) => types.includes(one.replace(/^.*[/:#]/, '')));
}

/**
 * What the page's microdata and RDFa say of things of some types, in the shape that JSON-LD has: one reader serves all
 * three. Things inside a thing are the values of its properties.
 */
export function markedNodes(document: PageRoot, types: readonly string[]): Json[] {
  return [...document.querySelectorAll(scoped)].filter((scope) => isOfType(scope, types)).map(nodeOf);
}

function nodeOf(scope: Element): Json {
  // Without a prototype, so that a property called "__proto__" is one like any other.
  const nodes = new Map<Element, Json>([[scope, Object.create(null) as Json]]);
  const properties = [...scope.querySelectorAll('[itemprop], [property]')].slice(0, mostProperties);
  for (const element of properties) {
    const owner = element.parentElement?.closest(scoped);
    const around = owner ? nodes.get(owner) : undefined;
    if (!around) continue;
    const inner = element.matches(scoped) ? (Object.create(null) as Json) : null;
    if (inner) nodes.set(element, inner);
    for (const name of namesOf(element)) {
      const before = around[name];
      const value = inner ?? wordsOf(element);
      around[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
  }
  const node = nodes.get(scope);
  return isJson(node) ? node : {};
}

function namesOf(element: Element): string[] {
  const names = element.getAttribute('itemprop') ?? element.getAttribute('property') ?? '';
  return names
    .split(/\s+/)
    .map((name) => name.replace(/^.*[:/#]/, ''))
    .filter((name) => name !== '');
}

function wordsOf(element: Element): string {
  const stated = element.getAttribute('content') ?? element.getAttribute('datetime');
  return squeeze(stated ?? (element.textContent ?? '').slice(0, longestValue));
}
