import { describe, expect, it } from 'vitest';
import { codeWords, noticeText, subtypeWords } from '../../../components/dashboard/procedure/notice-words.ts';
import { createTranslator, type Locale, locales } from '../../../lib/i18n.ts';
import { noticeSubtypes } from '../../../lib/reporting/notice-codes/subtypes.ts';
import { type CodeTerm, noticeTerms, officialLists } from '../../../lib/reporting/notice-codes/terms.ts';

const texts = import.meta.glob<Record<string, string>>('../../../locales/*/{dashboard,decision,notice}.json', {
  eager: true,
  import: 'default',
});
const translatorOf = (locale: Locale) => {
  const own = Object.entries(texts).filter(([path]) => path.includes(`/${locale}/`));
  return createTranslator(locale, Object.assign({}, ...own.map(([, words]) => words)));
};

describe.each(locales)('in %s', (locale) => {
  const translate = translatorOf(locale);

  it('every code, every field and every type of notice has words', () => {
    for (const [term, { codes }] of Object.entries(officialLists)) {
      for (const code of codes) expect(codeWords(term as CodeTerm, code, translate)).toMatch(/[\p{L}+]/u);
    }
    for (const term of noticeTerms) expect(translate(`notice.term.${term}`)).not.toBe('');
    const words = noticeSubtypes.map((subtype) => subtypeWords(subtype, translate));
    expect(new Set(words).size).toBe(51);
  });
});

it('a notice as text has a line for each field, in the order of the form, with the codes behind the words', () => {
  const fill = {
    codes: { 'BT-774': ['circ-econ', 'other'], 'BT-06': ['env-imp'], 'BT-775': ['other'], 'BT-812': ['ENERA2'] },
    aims: [],
    description: { text: 'To linjer\nom formålet', language: 'da' as const, isMixed: false },
    vehicles: [
      { contractType: 'veh-acq' as const, category: 'n1' as const, total: 9, clean: 5, zero: 2, isDisputed: false },
    ],
    missing: [],
  };
  expect(noticeText(['LOT-0001', 'LOT-0002'], fill, translatorOf('da'))).toBe(
    [
      'Delkontrakterne LOT-0001, LOT-0002',
      'BT-06 Formålet med strategiske udbud: Reduktion af miljøpåvirkninger (env-imp)',
      'BT-777 Beskrivelse af formålet:\nTo linjer\nom formålet',
      'BT-774 Tilgang til reduktion af miljøpåvirkninger: Cirkulær økonomi (circ-econ); Andet miljøformål (other)',
      'BT-775 Socialt mål, som fremmes: Andet socialt mål (other)',
      'BT-723 Køretøjskategori: N1: varebil (n1)',
      'OPT-155 Køretøjstype, OPT-156 Antal køretøjer: ' +
        'I alt (vehicles) 9; Rene (vehicles-clean) 5; Heraf nulemission (vehicles-zero-emission) 2',
      'BT-812 Energimærke: A++ (ENERA2)',
    ].join('\n'),
  );
});
