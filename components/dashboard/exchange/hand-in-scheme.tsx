import { formatNumber, type Translator } from '../../../lib/i18n.ts';
import type { HandInFigure, HandInScheme as Scheme } from '../../../lib/reporting/hand-in/hand-in.ts';
import { figureName, missingWords } from '../../../lib/reporting/hand-in/table.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatMoney, formatShare, noFigure } from '../../ui/format.ts';
import { counted } from '../overview/overview-model.ts';

interface HandInSchemeProps {
  scheme: Scheme;
  figures: readonly HandInFigure[];
  /** Currency that values are shown in. */
  currency: string;
  texts: Translator;
}

/** What one of those who ask wants to know: the figures, and below them what each counts and lacks. */
export function HandInScheme({ scheme, figures, currency, texts }: HandInSchemeProps) {
  const title = texts(`handIn.scheme.${scheme}`);
  const hasShares = figures.some(({ share }) => share !== null);
  const heading = `hand-in-${scheme}`;
  return (
    <section class="part" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <p class="muted">{texts(`handIn.source.${scheme}`)}</p>
      <DataTable
        caption={texts('table.of', { title })}
        hideCaption
        columns={[
          { label: texts('handIn.column.figure') },
          { label: texts('handIn.column.numerator'), numeric: true },
          ...(hasShares
            ? [
                { label: texts('handIn.column.share'), numeric: true },
                { label: `${texts('handIn.column.valueNumerator')} (${currency})`, numeric: true },
                { label: texts('handIn.column.valueShare'), numeric: true },
              ]
            : []),
        ]}
        rows={figures.map((figure) => ({
          key: `${figure.id} ${figure.category ?? ''}`,
          cells: cellsOf(figure, currency, texts),
        }))}
      />
      <details>
        <summary>{texts('handIn.whatCounts')}</summary>
        <dl class="definitions">
          {figures
            .filter(({ category }) => category === null)
            .map((figure) => (
              <div key={figure.id}>
                <dt>{figureName(figure, texts)}</dt>
                <dd>
                  {texts(`handIn.${figure.id}.counts`)} {missingWords(figure, texts)}
                </dd>
              </div>
            ))}
        </dl>
      </details>
    </section>
  );
}

function cellsOf(figure: HandInFigure, currency: string, texts: Translator) {
  const { share, count } = figure;
  const { locale } = texts;
  const name = figureName(figure, texts);
  if (share === null) return [name, formatNumber(count ?? 0, locale), noFigure, noFigure, noFigure];
  const value = counted(share, 'value', currency);
  const number = (amount: number) => formatNumber(amount, locale);
  return [
    name,
    share.denominator === 0 ? noFigure : `${number(share.numerator)} / ${number(share.denominator)}`,
    formatShare(share.share, locale),
    value.denominator > 0 ? formatMoney({ amount: value.numerator, currency }, locale) : noFigure,
    formatShare(value.share, locale),
  ];
}
