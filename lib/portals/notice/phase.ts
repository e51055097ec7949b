import type { PageRoot } from '../page/page.ts';
import type { Tender } from '../tender.ts';
import type { Finder } from './fields.ts';
import { phaseByFormType } from './form-types.ts';

type Phase = Tender['phase'];

const words: [Phase, RegExp][] = [
  [
    'planning',
    /forhåndsmeddelelse|vejledende periodisk|markedsdialog|markedsundersøgelse|planlægning|veiledende|førehandskunngjering|förhandsmeddelande|planering|prior information|planning|periodic indicative|vorinformation|planung|ennakkotieto|suunnittelu/iu,
  ],
  [
    'contract',
    /kontraktændring|ændring af kontrakt|contract modification|modification of a contract|endring av kontrakt|ändring av kontrakt|auftragsänderung/iu,
  ],
  [
    'award',
    /indgåede? kontrakt|kontrakttildeling|tildelte kontrakt|bekendtgørelse om indgå|contract award|award notice|resultat|result\b|inngåelse av kontrakt|kontraktsinngåelse|tilldelning|vergebener auftrag|ergebnis|jälki-ilmoitus|tulos/iu,
  ],
  [
    'tender',
    /udbudsbekendtgørelse|bekendtgørelse om udbud|bekendtgørelse om kontrakt|udbud(?![\p{L}])|konkurrence|contract notice|competition|kunngjøring av konkurranse|konkurranse|meddelande om upphandling|konkurrensutsättning|auftragsbekanntmachung|wettbewerb|hankintailmoitus|kilpailu/iu,
  ],
];

/** The phase that words such as "Udbudsbekendtgørelse" name; null when they name none. */
function phaseOfWords(text: string): Phase {
  for (const [phase, pattern] of words) if (pattern.test(text)) return phase;
  return null;
}

/**
 * Phase of a notice: its form type's code, else its notice type in words, else the page's own lines above the fields,
 * else a deadline, which only a running tender has.
 */
export function phaseOf(document: PageRoot, finder: Finder, hasDeadline: boolean): Phase {
  for (const element of document.querySelectorAll('[data-labels-key*="form-type."]')) {
    const key = element.getAttribute('data-labels-key') ?? '';
    const phase = phaseByFormType[key.slice(key.lastIndexOf('.') + 1)];
    if (phase) return phase;
  }
  for (const { value } of finder.all('phase')) {
    const phase = phaseOfWords(value.text);
    if (phase) return phase;
  }
  const lines = [
    ...finder.outline.headings.filter(({ level }) => level <= 2).map(({ text }) => text.slice(0, 120)),
    ...[...document.querySelectorAll('#summary .bold, .header-content .bold')].map((line) => line.textContent ?? ''),
  ];
  for (const line of lines) {
    const phase = /\d+-\d{4}\s*[-–]|bekendtgørelse|notice|kunngjøring|meddelande|bekanntmachung|ilmoitus/iu.test(line)
      ? phaseOfWords(line)
      : null;
    if (phase) return phase;
  }
  return hasDeadline ? 'tender' : null;
}
