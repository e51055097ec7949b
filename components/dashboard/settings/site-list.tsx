import { useEffect, useRef, useState } from 'preact/hooks';
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

/**
 * Every known portal by country, and the user's own sites: how each stands, and one control to change it. The groups that
 * `first` does not name are folded. Nothing is drawn until the browser has said what is granted; then `onDrawn` is told.
 */
export function SiteList({ first = headings, onDrawn }: { first?: readonly string[]; onDrawn?: () => void }) {
  const { translate, settings, edge, organisation } = useHouse();
  const { sites: policy } = organisation;
  const own = ownSites(settings.sites, policy);
  const grants = useGrants(edge.sites, [...portals, ...own]);
  const [news, setNews] = useState('');
  const ownHeading = useRef<HTMLHeadingElement>(null);
  const isKnown = grants !== null;
  useEffect(() => {
    if (isKnown) onDrawn?.();
    // Told once; the page makes a new function at each drawing.
  }, [isKnown]);
  if (!isKnown) return null;

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
  const drawn = groups
    .filter(({ sites }) => sites.length > 0)
    .map(({ heading, sites }) => ({
      heading,
      part: (
        <section key={heading} class="site-group" aria-labelledby={`sites-${heading}`}>
          <h3 id={`sites-${heading}`}>{translate(`sites.country.${heading}`)}</h3>
          {rows(sites, `sites-${heading}`)}
        </section>
      ),
    }));
  const folded = drawn.filter(({ heading }) => !first.includes(heading));
  return (
    <>
      <p>{translate('sites.lead')}</p>
      <p class="visually-hidden" role="status">
        {news}
      </p>
      {drawn.filter((group) => !folded.includes(group)).map(({ part }) => part)}
      {folded.length > 0 && (
        <details>
          <summary>{translate('sites.more')}</summary>
          {folded.map(({ part }) => part)}
        </details>
      )}
      <section class="site-group" aria-labelledby="sites-own">
        <h3 id="sites-own" tabIndex={-1} ref={ownHeading}>
          {translate('sites.own')}
        </h3>
        {own.length === 0 ? <p class="muted">{translate('sites.noOwn')}</p> : rows(own, 'sites-own')}
      </section>
    </>
  );
}
