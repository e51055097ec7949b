import type { ComponentChildren } from 'preact';
import type { Advised } from '../../../lib/advice/advised.ts';
import { areaName, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import type { Check } from './check.ts';
import { CheckedTarget } from './checked-target.tsx';
import { CheckedTips } from './checked-tips.tsx';
import { CheckedWording } from './checked-wording.tsx';
import { FoundPlaces } from './found-places.tsx';

/** What the panel would say, with the places in the documents. */
export function CheckedAdvice({ check }: { check: Check }) {
  const house = useHouse();
  const { translate, advice } = check;
  const { shown, more, coming, general, areas } = advice;
  const covered = shown.filter(({ coverage }) => coverage === 'covered').length;
  const inAreas = [...new Set(shown.map(({ area }) => area))];
  return (
    <section class="part" aria-labelledby="checked-advice">
      <h2 id="checked-advice">{translate('documents.advice')}</h2>
      <p class="lead" role="status">
        {summaryOf(check, shown.length, covered)}
      </p>
      {inAreas.map((area) => (
        <div key={area} class="checked-area">
          <h3>{areaName(house, area)}</h3>
          <Targets check={check} list={shown.filter((advised) => advised.area === area)} isDecidable />
        </div>
      ))}
      {areas.length > 0 && (
        <div class="checked-area">
          <h3>{translate('panel.areas')}</h3>
          <ul class="checked-pointers">
            {areas.map((found) => (
              <li key={found.area}>
                <strong>{areaName(house, found.area)}</strong>{' '}
                <a href={formatRoute({ page: 'targets', query: { area: found.area } })}>
                  {translate('panel.areas.open')}
                  <span class="visually-hidden"> {areaName(house, found.area)}</span>
                </a>
                <FoundPlaces check={check} reasons={found.reasons} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <CheckedTips check={check} />
      <CheckedWording check={check} />
      <Folded title={translate('panel.more', { count: more.length })} count={more.length}>
        <Targets check={check} list={more} isDecidable />
      </Folded>
      <Folded title={translate('panel.coming', { count: coming.length })} count={coming.length}>
        <Targets check={check} list={coming} isDecidable={false} />
      </Folded>
      <Folded title={translate('panel.general', { count: general.length })} count={general.length}>
        <Targets check={check} list={general} isDecidable />
      </Folded>
    </section>
  );
}

function summaryOf({ translate }: Check, count: number, covered: number): string {
  if (count === 0) return translate('documents.nothing');
  if (covered === 0) return translate('panel.summaryNone', { count });
  return translate(covered === count ? 'panel.summaryAll' : 'panel.summary', { count, covered });
}

function Targets(props: { check: Check; list: readonly Advised[]; isDecidable: boolean }) {
  return (
    <ul class="checked-targets">
      {props.list.map((advised) => (
        <CheckedTarget
          key={`${advised.target} ${advised.version}`}
          check={props.check}
          advised={advised}
          isDecidable={props.isDecidable}
        />
      ))}
    </ul>
  );
}

function Folded({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  if (count === 0) return null;
  return (
    <details class="checked-fold">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
