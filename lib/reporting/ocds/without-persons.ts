import { personalDataIn } from '../../log/personal-data.ts';

/** What stands where something was left out. */
const gap = '…';

/** A text for publication: e-mail addresses and person numbers are left out of it. */
export function withoutPersons(text: string): string {
  let kept = '';
  let at = 0;
  for (const { start, end } of personalDataIn(text)) {
    if (start < at) continue;
    kept += text.slice(at, start) + gap;
    at = end;
  }
  return kept + text.slice(at);
}

/** An organisation's name alone: portals put the contact behind it ("Engdal Kommune, att.: …"). */
export function organisationName(text: string): string {
  const name = text.replace(/[\s,;(–-]*\b(att|attn|c\/o|kontaktperson|contact person|e-?mail)\b[.:\s].*$/isu, '');
  return withoutPersons(name || text).trim();
}
