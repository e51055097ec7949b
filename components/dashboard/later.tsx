import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Heading } from './heading.tsx';
import { useHouse } from './house.ts';
import type { Route } from './routes.ts';

type LaterPage = ComponentType<{ route: Route }>;

/** A page that is fetched when somebody goes there: what it brings along is large and seldom used. */
export function Later({ load, route }: { load: () => Promise<LaterPage>; route: Route }) {
  const { translate } = useHouse();
  const [page, setPage] = useState<{ Page: LaterPage } | { error: unknown } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (Page) => isCurrent && setPage({ Page }),
      (error: unknown) => isCurrent && setPage({ error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (page !== null && 'error' in page) throw page.error;
  // The heading is there from the first: reading begins at it, and it must not be another one a moment later.
  return (
    <>
      <Heading>{translate(`nav.${route.page}`)}</Heading>
      {page === null ? <p role="status">{translate('loading')}</p> : <page.Page route={route} />}
    </>
  );
}
