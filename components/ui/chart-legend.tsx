import { useId } from 'preact/hooks';
import type { Series } from './chart-spec.ts';

interface ChartLegendProps {
  series: readonly Series[];
  /** What the line across the bars is; without it there is none. */
  marks?: string | undefined;
  /** Names the list where nothing around it does. */
  label?: string;
}

/** What the colours and textures of a chart mean; a single series without a line needs no words. */
export function ChartLegend({ series, marks, label }: ChartLegendProps) {
  if (series.length < 2 && marks === undefined) return null;
  return (
    <ul class="legend" aria-label={label}>
      {series.map((one) => (
        <li key={one.key}>
          <Swatch series={one} />
          {one.label}
        </li>
      ))}
      {marks !== undefined && (
        <li>
          <span class="goal-sign" aria-hidden="true" />
          {marks}
        </li>
      )}
    </ul>
  );
}

/** The same colour and texture as in the drawing, small. */
function Swatch({ series }: { series: Series }) {
  const id = useId();
  const { fill, color } = series;
  return (
    <svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" style={{ fill: fill === 'outline' ? 'var(--background)' : `var(${color})` }} />
          <g style={{ stroke: 'var(--background)', 'stroke-width': '1.5' }}>
            {(fill === 'stripes' || fill === 'cross') && <path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" />}
            {fill === 'cross' && <path d="M-2 -2L10 10M6 -2L10 2M-2 6L2 10" />}
            {fill === 'dots' && <circle cx="4" cy="4" r="0.8" />}
          </g>
        </pattern>
      </defs>
      <rect x="0.5" y="0.5" width="15" height="15" fill={`url(#${id})`} class="swatch-box" />
    </svg>
  );
}
