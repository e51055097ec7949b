import type { FieldName } from '../adapter.ts';
import { fieldOfControlName, fieldOfLabel } from '../page/labels.ts';

/**
 * What a field that the buyer can write in is good for: `criteria` takes a criterion, `words` is only read (a title),
 * null is left alone.
 */
export type FieldUse = 'criteria' | 'words' | null;

/** What is known of a field before anything is read from it. */
export interface FieldFacts {
  /** One line, or room for a text. */
  oneLine: boolean;
  label: string;
  /** Its id, name and data attributes, by which forms name official fields. */
  names: readonly string[];
}

const forCriteria =
  /\b(?:krav|kriteri|vilkår|villkor|specifikation|spesifikasjon|requirement|criteri|specification|condition)|(?:krav|kriterier?|beskrivelse|vilkår)$/iu;
const forOthers =
  /\b(?:søg|søk|sök|search|filter|kommentar|comment|besked|melding|message|chat|svar|reply|spørgsmål|spørsmål|question|adresse|address|e-?mail|telefon|kontakt|contact|navn|name|link|url|noter? til|intern note)/iu;

/**
 * Decides by meaning, never by place: official fields other than title and description hold codes, names and numbers;
 * a field of one line takes a criterion only when its label asks for one.
 */
export function fieldUseOf({ oneLine, label, names }: FieldFacts): FieldUse {
  const official = officialField(label, names);
  if (official === 'title') return 'words';
  if (official === 'description') return 'criteria';
  if (official !== null) return null;
  if (names.some((name) => /(?:^|[^a-z])bt[-_ ]?\d{2,4}(?!\d)/i.test(name) && !isDescriptionTerm(name))) return null;
  if (forCriteria.test(label)) return 'criteria';
  if (oneLine || forOthers.test(label)) return null;
  return 'criteria';
}

/** BT-777 and its kin are texts of the buyer's own, though no field that is read. */
function isDescriptionTerm(name: string): boolean {
  return /bt[-_ ]?(?:777|300|540|750)(?!\d)/i.test(name);
}

function officialField(label: string, names: readonly string[]): FieldName | null {
  for (const name of names) {
    const field = fieldOfControlName(name);
    if (field) return field;
  }
  const plain = label.replace(/\((?:obligatorisk|påkrævet|required|valgfri|optional)\)/iu, '').trim();
  return fieldOfLabel(plain);
}
