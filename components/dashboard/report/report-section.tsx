import type { ComponentChildren } from 'preact';

/** A section of the report under its heading; its tables carry names of their own. */
export function ReportSection({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="report-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
