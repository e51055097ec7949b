/** Objects and lists inside each other that a record of ours may have; the deepest has five. */
const deepest = 24;

const closing = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
};

const isKey = (text: string, after: number): boolean => {
  let at = after;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text[at] === ':';
};

/**
 * What `JSON.parse` passes over in silence: a key that stands twice, of which only the last would count; one that
 * reaches for an object's prototype; and objects inside each other far beyond anything of ours.
 * @param text valid JSON
 */
export function hiddenFault(text: string): 'duplicateKey' | 'forbiddenKey' | 'nested' | null {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      if (open.push(sign === '{' ? new Set() : null) > deepest) return 'nested';
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = closing(text, at + 1);
      const keys = open.at(-1);
      if (keys && isKey(text, end + 1)) {
        const raw = text.slice(at + 1, end);
        const key = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
        if (key === '__proto__') return 'forbiddenKey';
        if (keys.has(key)) return 'duplicateKey';
        keys.add(key);
      }
      at = end;
    }
  }
  return null;
}
