import { describe, expect, test } from 'vitest';
import { wordingFinder } from '../../../lib/advice/lint-wording.ts';
import { applyPolicy } from '../../../lib/targets/apply-policy.ts';
import { criterionText } from '../../../lib/targets/criterion-text.ts';
import { withoutEquivalent } from '../../../lib/targets/equivalence.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import type { Policy } from '../../../lib/targets/policy.ts';
import { languages, placementSchema } from '../../../lib/targets/schema.ts';

const data = await loadTargets('targets');
const kinds = placementSchema.options;
const written = { kind: 'technicalSpecifications' as const, text: { da: 'Mindst 60 %.', en: 'At least 60 %.' } };

/** A policy that asks for 75 % where the shared target asks for 60 %. */
const policy: Policy = {
  schema: 1,
  organisation: { name: 'Engdal Kommune', cvr: null },
  contact: null,
  added: [],
  stricter: [{ target: 'dk-spisemaerke-soelv', thresholds: [{ metric: 0, value: 75 }], reason: 'Vedtaget.' }],
  switchedOff: [],
  figures: [],
  cases: [],
  sites: [],
};

describe('a criterion as it goes into a tender', () => {
  test('is left as written for its own kind, and opened by what another kind is', () => {
    expect(criterionText(written, 'technicalSpecifications', 'da').text).toBe('Mindst 60 %.');
    expect(kinds.map((kind) => criterionText(written, kind, 'da').text)).toEqual([
      'Mindst 60 %.',
      'Som egnethedskrav skal tilbudsgiveren dokumentere at kunne levere følgende: Mindst 60 %.',
      'Ved tildelingen tæller det positivt, i hvor høj grad tilbuddet opfylder følgende: Mindst 60 %.',
      'I hele kontraktperioden gælder: Mindst 60 %.',
    ]);
    const award = { ...written, kind: 'awardCriteria' as const };
    expect(criterionText(award, 'technicalSpecifications', 'da').text).toBe('Som mindstekrav gælder: Mindst 60 %.');
  });

  test('is in the tender’s language, opening and all, else in Danish from end to end', () => {
    expect(criterionText(written, 'contractPerformanceConditions', 'en')).toEqual({
      text: 'Throughout the contract the following applies: At least 60 %.',
      language: 'en',
    });
    expect(criterionText(written, 'contractPerformanceConditions', 'nb')).toEqual({
      text: 'I hele kontraktperioden gælder: Mindst 60 %.',
      language: 'da',
    });
  });

  test('has the figure of the organisation’s policy, in every language and kind', () => {
    const { data: own, refused } = applyPolicy(data, policy);
    expect(refused).toEqual([]);
    const target = own.targets.find(({ id }) => id === 'dk-spisemaerke-soelv');
    if (!target?.criterion) throw new Error('no criterion');
    expect(target.policy).toMatchObject({ values: [{ own: 75, shared: 60 }], sharedWording: false });
    for (const language of ['da', 'en'] as const) {
      for (const kind of kinds) {
        const { text } = criterionText(target.criterion, kind, language);
        expect(text).toContain('75 %');
        expect(text).not.toContain('60');
      }
    }
  });

  test('carries "or equivalent" wherever a label is named, in every kind and language of every pack', () => {
    const find = wordingFinder(data);
    const alone: string[] = [];
    for (const target of data.targets) {
      const { criterion } = target;
      if (!criterion) continue;
      for (const kind of kinds) {
        for (const language of languages) {
          if (criterion.text[language] === undefined) continue;
          const { text } = criterionText(criterion, kind, language);
          const framed = { ...target, criterion: { kind, text: { da: text, [language]: text } } };
          if (withoutEquivalent(framed, data.ecolabels).includes(language)) alone.push(`${target.id} ${language}`);
          const isOwnKind = kind === criterion.kind;
          if (isOwnKind) alone.push(...find(text, language).map((rule) => `${target.id} ${language} ${rule}`));
        }
      }
    }
    expect(alone).toEqual([]);
  });
});
