import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A section of the report under its heading. */
export function ReportSection({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="report-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
