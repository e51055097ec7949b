import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import type { PageName } from './routes.ts';
import { Trouble } from './trouble.tsx';

/** Draws a page, or, where a defect of ours stops it, says so in its place: the rest of the dashboard goes on. */
export function Guarded({ page, children }: { page: PageName; children: ComponentChildren }) {
  const [error] = useErrorBoundary((defect) => console.error(defect));
  if (error === undefined) return <>{children}</>;
  return <Trouble code="page-failed" page={page} detail={String(error)} />;
}
