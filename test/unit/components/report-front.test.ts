import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../components/dashboard/overview/overview-reading.ts';
import { type Front, frontOf, shareText } from '../../../components/dashboard/report/report-front.ts';
import { frontTexts } from '../../../components/dashboard/report/report-text.ts';
import { createTranslator, type Locale } from '../../../lib/i18n.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import daCommon from '../../../locales/da/common.json';
import daDashboard from '../../../locales/da/dashboard.json';
import daOverview from '../../../locales/da/overview.json';
import da from '../../../locales/da/report.json';
import enCommon from '../../../locales/en/common.json';
import enDashboard from '../../../locales/en/dashboard.json';
import enOverview from '../../../locales/en/overview.json';
import en from '../../../locales/en/report.json';
import nbCommon from '../../../locales/nb/common.json';
import nbDashboard from '../../../locales/nb/dashboard.json';
import nbOverview from '../../../locales/nb/overview.json';
import nb from '../../../locales/nb/report.json';

const translators = {
  da: createTranslator('da', { ...daCommon, ...daDashboard, ...daOverview, ...da }),
  nb: createTranslator('nb', { ...nbCommon, ...nbDashboard, ...nbOverview, ...nb }),
  en: createTranslator('en', { ...enCommon, ...enDashboard, ...enOverview, ...en }),
};

const areas = [
  { id: 'furniture', da: 'Møbler', nb: 'Møbler', en: 'Furniture' },
  { id: 'food', da: 'Fødevarer', nb: 'Mat', en: 'Food' },
];
const houseIn = (locale: Locale) =>
  ({ translate: translators[locale], data: { areas } }) as unknown as Parameters<typeof frontOf>[1];

const share = (numerator: number, denominator: number, more: Partial<Share> = {}): Share => ({
  numerator,
  denominator,
  share: denominator === 0 ? null : numerator / denominator,
  value: {},
  valueMissing: 0,
  unallocated: 0,
  ...more,
});

const row = (key: string, part: number, whole: number) => ({
  key,
  allMet: share(part, whole),
  verdicts: { met: part, partiallyMet: 0, notMet: whole - part, notApplicable: 0, open: 0 },
  completeness: share(whole, whole),
});

function overviewWith(part: { indicators?: object; areas?: object[]; yearBefore?: object | null }): Overview {
  const none = share(0, 0);
  return {
    period: { from: '2025-01-01', to: '2025-12-31' },
    currency: 'DKK',
    standings: [],
    yearBefore: null,
    areas: [],
    ...part,
    indicators: {
      I1: none,
      I2: none,
      I3: { open: none },
      I6: {},
      I9: { innovative: none, tipsShown: none, tipsUsed: none },
      I12: none,
      ...part.indicators,
    },
  } as unknown as Overview;
}

const sentencesOf = ({ figures }: Front) => Object.fromEntries(figures.map(({ key, sentence }) => [key, sentence]));

describe('the first page of the report', () => {
  it.each([
    [share(38, 71), 'I 38 af 71 udbud blev alle relevante grønne mål opfyldt.', '54 %'],
    [share(3, 4), 'I 3 af 4 udbud blev alle relevante grønne mål opfyldt.', '3 af 4'],
    [share(0, 12), 'I ingen af de 12 udbud blev alle relevante grønne mål opfyldt.', '0 %'],
    [share(12, 12), 'I alle 12 udbud blev alle relevante grønne mål opfyldt.', '100 %'],
    [share(1, 1), 'I det ene udbud med relevante grønne mål blev alle opfyldt.', '1 af 1'],
    [share(0, 1), 'I det ene udbud med relevante grønne mål blev ikke alle opfyldt.', '0 af 1'],
    [share(0, 0), 'Ingen udbud i perioden har relevante grønne mål.', '–'],
  ])('says %o in a sentence', (I2, sentence, value) => {
    const front = frontOf(overviewWith({ indicators: { I2 } }), houseIn('da'));
    expect(sentencesOf(front).allMet).toBe(sentence);
    expect(front.figures[0]?.value.replaceAll('\u00a0', ' ')).toBe(value);
  });

  it('says the same in Norwegian and English', () => {
    const overview = overviewWith({ indicators: { I2: share(38, 71), I12: share(1, 1) } });
    expect(sentencesOf(frontOf(overview, houseIn('nb')))).toMatchObject({
      allMet: 'I 38 av 71 anskaffelser ble alle relevante grønne mål oppfylt.',
      completeness: 'Den ene fulgte anskaffelsen er registrert.',
    });
    expect(sentencesOf(frontOf(overview, houseIn('en')))).toMatchObject({
      allMet: 'In 38 of 71 tenders, all relevant green targets were met.',
      completeness: 'The one followed tender is logged.',
    });
  });

  it('gives the value as far as it is known, and how many tenders have none', () => {
    const I1 = share(8, 10, { value: { DKK: { numerator: 0, denominator: 12_400_000 } }, valueMissing: 1 });
    const [, , value] = frontOf(overviewWith({ indicators: { I1 } }), houseIn('da')).figures;
    expect(value?.value.replaceAll('\u00a0', ' ')).toBe('12,4 mio. DKK');
    expect(value?.sentence).toBe('Så meget er de 10 registrerede udbud værd uden moms. Ét udbud er uden kendt værdi.');
    const unknown = frontOf(overviewWith({ indicators: { I1: share(1, 2, { valueMissing: 2 }) } }), houseIn('da'));
    expect(sentencesOf(unknown).value).toBe('Værdien af udbuddene er ikke kendt.');
  });

  it('warns where too few of the followed tenders are logged, and asks for them first', () => {
    const low = frontOf(overviewWith({ indicators: { I12: share(11, 20) } }), houseIn('da'));
    expect(low.warning?.replaceAll('\u00a0', ' ')).toBe(
      'Kun 55 % af de fulgte udbud er registreret. Tallene siger derfor ikke noget sikkert om helheden.',
    );
    expect(low.next[0]).toBe('Få alle fulgte udbud registreret, så tallene dækker hele organisationen.');
    expect(frontOf(overviewWith({ indicators: { I12: share(16, 20) } }), houseIn('da')).warning).toBeNull();
  });

  it('names the areas that do well and the one where most is missing', () => {
    const front = frontOf(
      overviewWith({
        areas: [row('furniture', 9, 10), row('food', 1, 8)],
        indicators: { I3: { open: share(1, 30) }, I6: { timing: share(4, 9), other: share(0, 9) } },
      }),
      houseIn('da'),
    );
    expect(front.good).toEqual(['Møbler: alle mål er opfyldt i 9 af 10 udbud.']);
    expect(front.missing).toEqual([
      'Fødevarer: 7 af 8 udbud når ikke alle mål.',
      'Møbler: 1 af 10 udbud når ikke alle mål.',
      'Den hyppigste begrundelse er »Tidspres i udbuddet« (4 beslutninger).',
    ]);
    expect(front.next).toEqual([
      'Tag stilling til det ene mål, der står åbent.',
      'Begynd, hvor der mangler mest: Fødevarer.',
    ]);
  });

  it('praises no area with fewer than five tenders, and no movement that too few tenders carry', () => {
    const years = (now: Share, before: Share) => ({ figures: { now: { I2: now }, before: { I2: before } } });
    const few = overviewWith({ areas: [row('furniture', 4, 4)], yearBefore: years(share(9, 9), share(1, 20)) });
    expect(frontOf(few, houseIn('da')).good).toEqual([]);
    const enough = overviewWith({ yearBefore: years(share(12, 20), share(10, 20)) });
    expect(frontOf(enough, houseIn('da')).good).toEqual([
      'Andelen med alle mål opfyldt er steget 10 procentpoint fra samme måneder året før.',
    ]);
    const fallen = overviewWith({ yearBefore: years(share(10, 20), share(11, 20)) });
    expect(frontOf(fallen, houseIn('da')).missing).toEqual([
      'Andelen med alle mål opfyldt er faldet 5 procentpoint fra samme måneder året før.',
    ]);
  });

  it('writes a share of fewer than ten as a count', () => {
    expect(shareText(share(8, 9), translators.da).replaceAll('\u00a0', ' ')).toBe('8 af 9');
    expect(shareText(share(9, 10), translators.da).replaceAll('\u00a0', ' ')).toBe('90 %');
  });

  it('goes to the clipboard as text and as markup in which nobody’s words are markup', () => {
    const front = frontOf(overviewWith({ indicators: { I2: share(3, 4) } }), houseIn('da'));
    const head = { title: 'Året <2025> & frem', lines: ['Nordby'], foreword: ['"Tak"'] };
    const { html, plain } = frontTexts(head, front, translators.da);
    expect(html).toContain('<h1>Året &lt;2025&gt; &amp; frem</h1>\n<p>Nordby</p>\n<p>&quot;Tak&quot;</p>');
    expect(html).toContain('<p>I 3 af 4 udbud blev alle relevante grønne mål opfyldt.</p>');
    expect(plain.startsWith('Året <2025> & frem\nNordby\n\n"Tak"\nI 3 af 4 udbud')).toBe(true);
    expect(plain).not.toContain('Det gik godt');
  });
});
