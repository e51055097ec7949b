import { useState } from 'preact/hooks';
import type { CatalogueEntry } from '../../../lib/targets/load.ts';
import { areaName, useHouse } from '../house.ts';
import { Content } from './content.tsx';
import { More, portion } from './target-table.tsx';

/** Criteria that exist and that must be read in their source: what is known of each, and the way there. */
export function EntryGroup({ entries }: { entries: readonly CatalogueEntry[] }) {
  const house = useHouse();
  const { translate } = house;
  const [limit, setLimit] = useState(portion);
  if (entries.length === 0) return null;
  return (
    <section class="part" aria-labelledby="entries">
      <h2 id="entries">{translate('state.unverified')}</h2>
      <p>{translate('targets.entriesLead')}</p>
      <table class="list entries">
        <caption class="visually-hidden">{translate('state.unverified')}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('targets.entry')}</th>
            <th scope="col" class="narrow-hidden">
              {translate('filter.area')}
            </th>
            <th scope="col" class="narrow-hidden">
              {translate('targets.kind')}
            </th>
            <th scope="col">{translate('target.source')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, limit).map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <Content of={entry.title} />
                <span class="below">
                  {entry.scheme} · {entry.tier.word}
                  {entry.cpv.length > 0 && ` · CPV ${entry.cpv.join(', ')}`}
                </span>
              </th>
              <td class="narrow-hidden">{areaName(house, entry.area)}</td>
              <td class="narrow-hidden">{translate(entry.kind ? `placement.${entry.kind}` : 'targets.kindUnknown')}</td>
              <td>
                <a href={entry.source.url} target="_blank" rel="noreferrer">
                  {entry.source.title}
                  <span class="visually-hidden"> {translate('link.newTab')}</span>
                </a>
                {entry.note && (
                  <details class="below">
                    <summary>{translate('targets.entryNote')}</summary>
                    {entry.note}
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More left={entries.length - limit} onMore={() => setLimit(limit + portion)} />
    </section>
  );
}
