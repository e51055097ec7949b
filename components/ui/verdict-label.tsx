import type { Translator } from '../../lib/i18n.ts';
import { type Mark, VerdictMark } from './verdict-mark.tsx';

/** A verdict as sign and word. */
export function VerdictLabel({ verdict, translate }: { verdict: Mark; translate: Translator }) {
  return (
    <span class="verdict-label">
      <VerdictMark verdict={verdict} />
      {translate(`verdict.${verdict}`)}
    </span>
  );
}
