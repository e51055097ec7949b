import type { Translator } from '../../lib/i18n.ts';
import type { Revision } from '../../lib/log/schema.ts';
import type { PageReport } from '../../lib/messages.ts';
import { type Mark, VerdictMark } from '../ui/verdict-mark.tsx';

/** Findings that are named; the others are in the panel, where there is room. */
const most = 3;

interface FindingListProps {
  findings: PageReport['findings'];
  /** The current decisions on the tender. */
  decisions: readonly Revision[];
  titles: ReadonlyMap<string, string>;
  /** Whether a text is written here that could ask for a target. */
  hasText: boolean;
  translate: Translator;
}

/** The first targets of the page with what was decided on each, else with what its text says. */
export function FindingList({ findings, decisions, titles, hasText, translate }: FindingListProps) {
  const named = findings.filter(({ target }) => titles.has(target)).slice(0, most);
  const rest = findings.length - named.length;
  if (named.length === 0) return null;
  return (
    <>
      <ul class="findings">
        {named.map(({ target, coverage }) => {
          const verdicts = verdictsOn(target, decisions);
          const [mark = 'open'] = verdicts;
          const words =
            verdicts.length > 1
              ? translate('popup.perLot')
              : mark === 'open'
                ? hasText && translate(`coverage.${coverage}`)
                : translate(`verdict.${mark}`);
          return (
            <li key={target}>
              <VerdictMark verdict={verdicts.length > 1 ? 'partiallyMet' : mark} />
              <span>
                {titles.get(target)}
                {words && <span class="muted finding-words">{words}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p class="muted small">{translate('popup.rest', { count: rest })}</p>}
    </>
  );
}

/** The verdicts on a target, each once: lots may be decided on apart. */
function verdictsOn(target: string, decisions: readonly Revision[]): Mark[] {
  const own = decisions.filter((decision) => decision.kind === 'decision' && decision.target.id === target);
  return [...new Set(own.flatMap(({ verdict }) => verdict ?? []))];
}
