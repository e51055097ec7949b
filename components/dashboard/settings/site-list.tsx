import { useRef, useState } from 'preact/hooks';
import { ownSites, portals, type Site } from '../../../lib/sites.ts';
import { useHouse } from '../house.ts';
import { SiteRow } from './site-row.tsx';
import { useGrants } from './use-grants.ts';

/** Headings in this order. Portals of several countries stand between those of one and those of the Union. */
const headings = ['DK', 'NO', 'SE', 'FI', 'several', 'EU', 'other'] as const;

const groups = headings.map((heading) => ({
  heading,
  sites: portals.filter(
    ({ country }) => (headings.find((one) => one === (country ?? 'several')) ?? 'other') === heading,
  ),
}));

/** Every known portal by country, and the user's own sites: how each stands, and one control to change it. */
export function SiteList() {
  const { translate, settings, edge, policy: held } = useHouse();
  const policy = held.state === 'held' ? held.policy : null;
  const own = ownSites(settings.sites, policy);
  const grants = useGrants(edge.sites, [...portals, ...own]);
  const [news, setNews] = useState('');
  const ownHeading = useRef<HTMLHeadingElement>(null);
  if (grants === null) return null;

  const rows = (sites: readonly Site[], label: string) => (
    <ul class="sites" aria-labelledby={label}>
      {sites.map((site) => (
        <SiteRow
          key={site.id}
          site={site}
          policy={policy}
          grant={grants.get(site.id) ?? { whole: false, part: [] }}
          onNews={setNews}
          onRemoved={() => ownHeading.current?.focus()}
        />
      ))}
    </ul>
  );
  return (
    <>
      <p>{translate('sites.lead')}</p>
      <p class="visually-hidden" role="status">
        {news}
      </p>
      {groups
        .filter(({ sites }) => sites.length > 0)
        .map(({ heading, sites }) => (
          <section key={heading} class="site-group" aria-labelledby={`sites-${heading}`}>
            <h3 id={`sites-${heading}`}>{translate(`sites.country.${heading}`)}</h3>
            {rows(sites, `sites-${heading}`)}
          </section>
        ))}
      <section class="site-group" aria-labelledby="sites-own">
        <h3 id="sites-own" tabIndex={-1} ref={ownHeading}>
          {translate('sites.own')}
        </h3>
        {own.length === 0 ? <p class="muted">{translate('sites.noOwn')}</p> : rows(own, 'sites-own')}
      </section>
    </>
  );
}
