import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './built.ts';

// Writes lib/portals/values/cpv-tree.ts from a list of the CPV codes:
//   npx tsx test/commands/cpv-table.ts LIST
// LIST is a text with one code a line at its beginning, as the tab separated lists made from the official tables are.

/** One digit of the codes below it; `code` when the digits so far, filled up with zeros, are a code. */
interface Node {
  code: boolean;
  below: Map<string, Node>;
}

function treeOf(codes: readonly string[]): Node {
  const tree: Node = { code: false, below: new Map() };
  for (const code of codes) {
    let node = tree;
    for (const digit of code.replace(/0+$/, '')) {
      const next = node.below.get(digit) ?? { code: false, below: new Map<string, Node>() };
      node.below.set(digit, next);
      node = next;
    }
    node.code = true;
  }
  return tree;
}

/** The tree in depth-first order, as `lib/portals/values/cpv-table.ts` reads it. */
function written(node: Node): string {
  const digits = [...node.below.keys()].sort();
  const below = digits.map((digit) => written(node.below.get(digit) as Node)).join('');
  return `${node.code ? '' : '-'}${digits.join('')},${below}`;
}

const list = process.argv[2];
if (list === undefined) throw new Error('which list of codes?');
const codes = [...new Set(readFileSync(list, 'utf8').match(/^\d{8}(?!\d)/gm) ?? [])];
const tree = written(treeOf(codes)).replace(/,{2,26}/g, (run) => String.fromCharCode(96 + run.length));
const text = `/**
 * The ${codes.length} codes of CPV 2008 (Regulation (EC) No 213/2008; list of the eForms SDK, © European Union, CC BY 4.0)
 * as a tree of their digits. Written by \`test/commands/cpv-table.ts\`, read by \`cpv-table.ts\`.
 */
export const cpvTree =
  '${tree}';
`;
writeFileSync(join(root, 'lib/portals/values/cpv-tree.ts'), text);
console.log(`${codes.length} codes, ${tree.length} characters`);
