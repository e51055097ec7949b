import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../../lib/i18n.ts';
import { unitsOf } from '../../../lib/reporting/cells.ts';
import { type HandIn, type HandInFigure, handIn, handInSchemes } from '../../../lib/reporting/hand-in/hand-in.ts';
import type { HandInPeriod } from '../../../lib/reporting/hand-in/procedure-groups.ts';
import { handInNamespaces } from '../../../lib/reporting/hand-in/table.ts';
import { loadTexts } from '../../ui/texts.ts';
import { FilterBar } from '../filter-bar.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { mainCurrency } from '../overview/overview-model.ts';
import { readPeriod } from '../period.ts';
import type { Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { ExchangeHeading } from './exchange-heading.tsx';
import { HandInActions } from './hand-in-actions.tsx';
import { HandInScheme } from './hand-in-scheme.tsx';

/** The figures that others ask for, ready to hand in. All of them come from rollups. */
export function ExchangeIndicators({ route }: { route: Route }) {
  const { translate, journal, settings, today } = useHouse();
  const texts = useTexts(translate);
  const { query } = route;
  const { days } = readPeriod(query, today);
  const period: HandInPeriod = { ...days, ...(query.unit && { unit: query.unit }) };
  const { priorityAreas } = settings;
  const live = useLive(JSON.stringify(['hand-in', period, priorityAreas]), async () => ({
    figures: await handIn(journal, period, priorityAreas),
    units: await unitsOf(journal),
  }));
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="exchange" />;
  const units = live.state === 'ready' ? live.value.units.filter(Boolean) : [];
  return (
    <>
      <ExchangeHeading part="indicators" />
      <FilterBar route={route} units={units} withArea={false} />
      {texts === null || live.state === 'loading' ? (
        <p role="status">{translate('loading')}</p>
      ) : (
        <div aria-busy={live.stale}>
          <Figures figures={live.value.figures} period={period} texts={texts} />
        </div>
      )}
    </>
  );
}

/** The page's own words; they are many, so only this page loads them. */
function useTexts({ locale }: Translator): Translator | null {
  const [texts, setTexts] = useState<Translator | null>(null);
  useEffect(() => {
    let current = true;
    void loadTexts(locale, handInNamespaces).then((loaded) => {
      if (current) setTexts(() => loaded);
    });
    return () => {
      current = false;
    };
  }, [locale]);
  return texts;
}

interface FiguresProps {
  figures: HandIn;
  period: HandInPeriod;
  texts: Translator;
}

function Figures({ figures, period, texts }: FiguresProps) {
  const { settings } = useHouse();
  if (figures.figures.every(isNothing)) return <p role="status">{texts('handIn.empty')}</p>;
  const currency = mainCurrency(figures.indicators, settings.country);
  return (
    <>
      <p class="lead">{texts('handIn.lead')}</p>
      <HandInActions figures={figures} period={period} texts={texts} />
      {handInSchemes.map((scheme) => (
        <HandInScheme
          key={scheme}
          scheme={scheme}
          figures={figures.figures.filter((figure) => figure.scheme === scheme)}
          currency={currency}
          texts={texts}
        />
      ))}
    </>
  );
}

const isNothing = ({ shortfalls }: HandInFigure) => shortfalls.includes('nothing');
