import { useEffect, useState } from 'preact/hooks';
import { ChartLegend } from '../../ui/chart-legend.tsx';
import type { ChartSpec } from '../../ui/chart-spec.ts';

interface ReportChartProps {
  title: string;
  /** What the chart leaves out; null when it shows everything. */
  note?: string | null;
  spec: ChartSpec;
}

/** A chart as a picture in the light theme's colours, drawn for paper; its figures stand in a table of the report. */
export function ReportChart({ title, note = null, spec }: ReportChartProps) {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let address: string | null = null;
    let wanted = true;
    import('../../ui/chart-picture.ts')
      .then(({ drawingOf }) => drawingOf(spec))
      .then((drawing) => {
        if (!wanted) return;
        address = URL.createObjectURL(drawing);
        setPicture(address);
      })
      // Without the drawing the tables still say it all.
      .catch((error: unknown) => console.error(error));
    return () => {
      wanted = false;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [spec]);
  const summary = spec.categories
    .map((category, place) => {
      const parts = spec.series.map(({ label, values }) => `${label} ${spec.format(values[place] ?? 0)}`);
      return `${category}: ${parts.join(', ')}`;
    })
    .join('. ');
  return (
    <figure class="report-chart">
      <figcaption>
        <h3>{title}</h3>
        {note && <p class="muted">{note}</p>}
      </figcaption>
      <ChartLegend series={spec.series} marks={spec.marks?.label} />
      {picture !== null && <img src={picture} alt={`${title}. ${summary}`} />}
    </figure>
  );
}
