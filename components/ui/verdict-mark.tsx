import type { Verdict } from '../../lib/log/schema.ts';

/** A verdict, or "open", which is computed and never stored. */
export type Mark = Verdict | 'open';

/** Shapes that differ without colour: tick, half disc, cross, dash, ring of dashes. */
const shapes: Record<Mark, string> = {
  met: 'M3.5 8.5l3 3 6-7',
  partiallyMet: 'M8 2.2a5.8 5.8 0 0 1 0 11.6z',
  notMet: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  notApplicable: 'M4 8h8',
  open: '',
};

/** The sign of a verdict, drawn in its colour. It is decoration: the word stands beside it. */
export function VerdictMark({ verdict }: { verdict: Mark }) {
  const filled = verdict === 'partiallyMet';
  const ringed = verdict === 'open' || filled || verdict === 'notApplicable';
  return (
    <svg class={`verdict-mark verdict-${verdict}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {ringed && (
        <circle
          cx="8"
          cy="8"
          r="6.4"
          fill="none"
          stroke="currentColor"
          stroke-width="1.4"
          stroke-dasharray={verdict === 'open' ? '2.6 2.4' : undefined}
        />
      )}
      <path
        d={shapes[verdict]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
