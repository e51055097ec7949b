import { useState } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n.ts';
import { codeName } from '../../../lib/reporting/code-names.ts';
import type { Indicators, Period, Share } from '../../../lib/reporting/indicator-types.ts';
import { priorityShare } from '../../../lib/reporting/indicators.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatMoney, formatShare, noFigure } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import type { Query } from '../routes.ts';
import { behindOf } from './overview-links.ts';
import { counted } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

const ids = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12'] as const;

interface Line {
  key: string;
  label: string;
  share: Share;
  /** What narrows the log to the decisions behind it; null where there is none to show. */
  narrow: Query | null;
}

interface IndicatorTableProps {
  overview: Pick<Overview, 'indicators' | 'currency' | 'period' | 'told'>;
  /** The filters of the page, for the decisions behind. */
  query: Query;
}

/** All twelve indicators by number and by value, and each definition in words. */
export function IndicatorTable({ overview, query }: IndicatorTableProps) {
  const { translate } = useHouse();
  const { indicators, currency, period, told } = overview;
  const behind = behindOf(overview);
  const [open, setOpen] = useState(false);
  const I11 = usePriorityShare(period, open && told === null);
  const { locale } = translate;
  const { I8 } = indicators;
  const lines = useLines({ ...indicators, I11 });
  const part = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
    `${formatNumber(numerator, locale)} / ${formatNumber(denominator, locale)}`;
  const valueMean = I8.meanByValue[currency];
  return (
    <section class="part" aria-labelledby="all-figures">
      <h2 id="all-figures">{translate('figures.title')}</h2>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{translate('figures.show')}</summary>
        <DataTable
          caption={translate('table.of', { title: translate('figures.title') })}
          hideCaption
          columns={[
            { label: translate('figures.figure') },
            { label: translate('figures.count'), numeric: true },
            { label: translate('figures.share'), numeric: true },
            { label: translate('figures.value', { currency }), numeric: true },
            { label: translate('figures.valueShare'), numeric: true },
          ]}
          rows={[
            ...lines.map(({ key, label, share, narrow }) => {
              const value = counted(share, 'value', currency);
              return {
                key,
                cells: [
                  label,
                  linked(part(share), narrow === null || share.numerator === 0 ? null : behind(query, narrow)),
                  formatShare(share.share, locale),
                  value.denominator > 0 ? formatMoney({ amount: value.numerator, currency }, locale) : noFigure,
                  formatShare(value.share, locale),
                ],
              };
            }),
            {
              key: 'I8-mean',
              cells: [
                translate('figures.weightMean'),
                formatNumber(I8.decisions, locale),
                I8.mean === null ? noFigure : `${formatNumber(Math.round(I8.mean * 10) / 10, locale)} %`,
                noFigure,
                valueMean === undefined ? noFigure : `${formatNumber(Math.round(valueMean * 10) / 10, locale)} %`,
              ],
            },
          ]}
        />
        <h3>{translate('figures.definitions')}</h3>
        <dl class="definitions">
          {ids.map((id) => (
            <div key={id}>
              <dt>
                {id} {translate(`indicator.${id}.title`)}
              </dt>
              <dd>{translate(`indicator.${id}.definition`)}</dd>
            </div>
          ))}
        </dl>
        <p class="muted">{translate('figures.valueRule')}</p>
        {told && <p class="muted">{translate('told.noI11')}</p>}
      </details>
    </section>
  );
}

const linked = (text: string, href: string | null) => (href === null ? text : <a href={href}>{text}</a>);

/** I11, which is computed only where somebody looks at it; null meanwhile. */
function usePriorityShare(period: Period, wanted: boolean): Share | null {
  const { journal, settings } = useHouse();
  const { priorityAreas } = settings;
  const live = useLive(JSON.stringify([period, priorityAreas, wanted]), async () =>
    wanted ? priorityShare(journal, period, priorityAreas) : null,
  );
  return live.state === 'ready' && !live.stale ? live.value : null;
}

function useLines(indicators: Indicators): Line[] {
  const { translate } = useHouse();
  const { I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12 } = indicators;
  const single = (id: string, share: Share): Line => ({
    key: id,
    label: `${id} ${translate(`indicator.${id}.title`)}`,
    share,
    narrow: {},
  });
  const group = (
    id: string,
    shares: Record<string, Share>,
    name: (code: string) => string,
    narrow: (code: string) => Query | null = () => ({}),
  ): Line[] =>
    Object.entries(shares)
      .filter(([, share]) => share.denominator > 0)
      .map(([code, share]) => ({ key: `${id} ${code}`, label: `${id} ${name(code)}`, share, narrow: narrow(code) }));
  return [
    single('I1', I1),
    single('I2', I2),
    ...group(
      'I3',
      I3,
      (code) => translate(`verdict.${code}`),
      (code) => (code === 'open' ? null : { verdict: code }),
    ),
    ...group('I4', I4.goals, (code) => codeName('goal', code, translate)),
    ...group('I4', I4.gpp, (code) => codeName('gpp', code, translate)),
    ...group('I5', I5, (code) => translate(`placement.${code}`)),
    ...group(
      'I6',
      I6,
      (code) => translate(`reason.${code}`),
      (code) => ({ reason: code }),
    ),
    single('I7', I7),
    { key: 'I8', label: `I8 ${translate('figures.weight30')}`, share: I8.atLeast30, narrow: {} },
    { key: 'I9 innovative', label: `I9 ${translate('figures.innovative')}`, share: I9.innovative, narrow: {} },
    { key: 'I9 shown', label: `I9 ${translate('figures.tipsShown')}`, share: I9.tipsShown, narrow: {} },
    { key: 'I9 used', label: `I9 ${translate('figures.tipsUsed')}`, share: I9.tipsUsed, narrow: {} },
    { key: 'I10 clean', label: `I10 ${translate('figures.vehiclesClean')}`, share: I10.clean, narrow: {} },
    { key: 'I10 zero', label: `I10 ${translate('figures.vehiclesZero')}`, share: I10.zero, narrow: {} },
    ...(I11 ? [single('I11', I11)] : []),
    single('I12', I12),
  ];
}
