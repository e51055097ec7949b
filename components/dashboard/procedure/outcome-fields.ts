import type { Outcome, OutcomeInput } from '../../../lib/log/record-schema.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import type { AreaId } from '../../../lib/targets/schema.ts';

/** What the evaluation's form holds while it is filled in: text as typed. */
export interface OutcomeFields {
  bought: string;
  reused: '' | 'yes' | 'no';
  which: string;
  learned: string;
  hasCase: boolean;
  title: string;
  what: string;
  how: string;
  result: string;
  askRole: string;
  area: AreaId | '';
  target: string;
}

/** Fields of a case that must be filled in. */
const required = ['title', 'what', 'how', 'result', 'area'] as const;
export type OutcomeProblems = Partial<Record<(typeof required)[number] | 'bought', string>>;

/** The fields for an evaluation that stands, or empty ones; a case begins with what the tender itself says. */
export function outcomeFieldsOf(
  outcome: Outcome | null,
  procedure: Pick<Procedure, 'title' | 'relevant'>,
): OutcomeFields {
  const story = outcome?.case ?? null;
  const [first] = procedure.relevant.filter(({ area }) => area !== 'all');
  return {
    bought: outcome?.bought ?? '',
    reused: outcome?.reused == null ? '' : outcome.reused.was ? 'yes' : 'no',
    which: outcome?.reused?.which ?? '',
    learned: outcome?.learned ?? '',
    hasCase: story !== null,
    title: story?.title ?? procedure.title.slice(0, 200),
    what: story?.what ?? '',
    how: story?.how ?? '',
    result: story?.result ?? '',
    askRole: story?.askRole ?? '',
    area: story?.area ?? first?.area ?? '',
    target: story?.target ?? '',
  };
}

const textOrNull = (text: string) => text.trim() || null;

/** The evaluation that the fields say, or what is missing, as keys of the locale file. */
export function readOutcome(
  fields: OutcomeFields,
): { ok: true; input: Omit<OutcomeInput, 'stage'> } | { ok: false; problems: OutcomeProblems } {
  const problems: OutcomeProblems = {};
  const { hasCase, area } = fields;
  const bought = textOrNull(fields.bought);
  const learned = textOrNull(fields.learned);
  const reused = fields.reused === '' ? null : { was: fields.reused === 'yes', which: textOrNull(fields.which) };
  const said = bought !== null || learned !== null || reused !== null;
  if (!said && !hasCase) problems.bought = 'outcome.problem.empty';
  if (hasCase) {
    for (const name of required) if (fields[name].trim() === '') problems[name] = 'outcome.problem.required';
  }
  if (Object.keys(problems).length > 0 || (hasCase && area === '')) return { ok: false, problems };
  const story =
    hasCase && area !== ''
      ? {
          title: fields.title.trim(),
          what: fields.what.trim(),
          how: fields.how.trim(),
          result: fields.result.trim(),
          askRole: textOrNull(fields.askRole),
          area,
          target: textOrNull(fields.target),
        }
      : null;
  return { ok: true, input: { bought, reused, learned, case: story } };
}
