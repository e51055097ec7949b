import { formatNumber } from '../../../lib/i18n.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { formatMoney } from '../../ui/format.ts';
import { contentIn, type House } from '../house.ts';

/** What a revision says in one field, in words; empty where it says nothing. */
type Words = (revision: Revision, house: Pick<House, 'translate' | 'data'>) => string;

/** Fields that a reader can tell apart, by the key of their names, in the order of the record. */
const fields: readonly (readonly [name: string, words: Words])[] = [
  [
    'log.verdict',
    ({ kind, verdict }, { translate }) => translate(verdict === null ? `log.kind.${kind}` : `verdict.${verdict}`),
  ],
  [
    'decision.reason',
    ({ reason }, { translate }) =>
      reason === null ? '' : [translate(`reason.${reason.code}`), reason.text].filter(Boolean).join(': '),
  ],
  [
    'decision.placement',
    ({ placement }, { translate }) => placement.map((code) => translate(`placement.${code}`)).join(', '),
  ],
  [
    'decision.awardWeight',
    ({ awardWeightPct }, { translate }) =>
      awardWeightPct === null ? '' : formatNumber(awardWeightPct, translate.locale),
  ],
  [
    'decision.measured',
    ({ measured }, { translate }) =>
      measured === null ? '' : `${measured.metric}: ${formatNumber(measured.value, translate.locale)} ${measured.unit}`,
  ],
  [
    'decision.ecolabels',
    ({ ecolabels }, { translate, data }) =>
      ecolabels
        .map((id) => {
          const label = data.ecolabels.find((known) => known.id === id);
          return label ? contentIn(label.name, translate.locale).text : id;
        })
        .join(', '),
  ],
  [
    'decision.evidence',
    ({ evidence }, { translate }) =>
      evidence
        .map(({ kind, title, url, page, quote }) =>
          [
            title ?? url ?? translate(`evidenceKind.${kind}`),
            page && translate('record.page', { page }),
            quote && `»${quote}«`,
          ]
            .filter(Boolean)
            .join(', '),
        )
        .join('; '),
  ],
  [
    'decision.vehicles',
    ({ vehicles }, { translate }) => {
      if (vehicles === null) return '';
      const { inScope, total, clean, zero } = vehicles;
      return inScope ? translate('record.vehicles', { total, clean, zero }) : translate('record.vehiclesOutside');
    },
  ],
  ['record.phase', ({ phase }, { translate }) => (phase === null ? '' : translate(`phase.${phase}`))],
  ['record.value', ({ value }, { translate }) => (value === null ? '' : formatMoney(value, translate.locale))],
  ['filter.unit', ({ unit }) => unit],
  ['record.lot', ({ lotId }) => lotId ?? ''],
  [
    'record.targetVersion',
    ({ target }, { translate }) => translate('target.version', { version: String(target.version) }),
  ],
];

/** One field that two revisions say differently; empty words where one says nothing. */
export interface Difference {
  /** Key of the field's name. */
  name: string;
  before: string;
  after: string;
}

/** What a revision says otherwise than the one before it; for a first one, everything that it says. */
export function differencesOf(
  before: Revision | null,
  after: Revision,
  house: Pick<House, 'translate' | 'data'>,
): Difference[] {
  return fields.flatMap(([name, words]) => {
    const [old, now] = [before === null ? '' : words(before, house), words(after, house)];
    return old === now ? [] : { name, before: old, after: now };
  });
}

/** Everything that a revision says, for reading it beside another one. */
export function wordsOf(
  revision: Revision,
  house: Pick<House, 'translate' | 'data'>,
): { name: string; words: string }[] {
  return fields.map(([name, words]) => ({ name, words: words(revision, house) }));
}
