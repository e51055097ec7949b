import { useState } from 'preact/hooks';
import { queueEverything } from '../../../lib/log/outbox.ts';
import { writeContext } from '../../../lib/log/write-context.ts';
import {
  addressProblem,
  joinTeam,
  type Team,
  type TeamRole,
  teamRoleSchema,
  teamSchema,
} from '../../../lib/team/connection.ts';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';

type Fields = Pick<Team, 'server' | 'user' | 'password' | 'organisation' | 'unit'>;

/** What is asked for, in the order in which whoever runs the server has written it down. */
const fields = ['server', 'user', 'password', 'organisation', 'unit'] as const satisfies readonly (keyof Fields)[];

/** Connects to a team's server; nothing is kept until the server has answered as it should. */
export function TeamForm() {
  const { translate, journal, settings, data, edge } = useHouse();
  const [typed, setTyped] = useState<Fields>({
    server: 'wss://',
    user: '',
    password: '',
    organisation: settings.organisation.name,
    unit: settings.unit,
  });
  const [role, setRole] = useState<TeamRole>(settings.role);
  const [authors, setAuthors] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ field: keyof Fields | null; words: string } | null>(null);

  const connect = async () => {
    setProblem(null);
    const wrong = addressProblem(typed.server.trim());
    if (wrong) return setProblem({ field: 'server', words: translate(`team.problem.${wrong}`) });
    const since = new Date().toISOString();
    const parsed = teamSchema.safeParse({ ...typed, server: typed.server.trim(), role, authors, since });
    if (!parsed.success) {
      const at = fields.find((field) => field === parsed.error.issues[0]?.path[0]) ?? null;
      return setProblem({ field: at, words: translate('team.problem.missing') });
    }
    setBusy(true);
    try {
      const { device } = await writeContext(journal, data, settings, edge.toolVersion);
      const { tryTeam } = await import('./team-life.ts');
      const answer = await tryTeam(parsed.data, device);
      if (answer !== null) {
        const field = answer === 'credentials' ? 'password' : answer === 'unreachable' ? 'server' : null;
        const address = new URL(parsed.data.server).host;
        return setProblem({ field, words: translate(`team.problem.${answer}`, { address }) });
      }
      await joinTeam(journal, parsed.data);
      await queueEverything(journal, device);
      await edge.teamChanged();
    } catch (error) {
      console.error(error);
      setProblem({ field: null, words: translate('team.problem.journal') });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      {fields.map((field) => (
        <Field
          key={field}
          label={translate(`team.${field}`)}
          hint={translate(`team.${field}Hint`)}
          problem={problem?.field === field ? problem.words : null}
        >
          {(control) => {
            const common = {
              ...control,
              autocomplete: 'off',
              spellcheck: false,
              value: typed[field],
              onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
                setTyped((before) => ({ ...before, [field]: currentTarget.value })),
            };
            return field === 'password' ? <input {...common} type="password" /> : <input {...common} type="text" />;
          }}
        </Field>
      ))}
      <Field label={translate('team.role')}>
        {(control) => (
          <select
            {...control}
            value={role}
            onChange={({ currentTarget: { value } }) => setRole(teamRoleSchema.parse(value))}
          >
            {teamRoleSchema.options.map((option) => (
              <option key={option} value={option}>
                {translate(`team.role.${option}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label class="choice">
        <input type="checkbox" checked={authors} onChange={({ currentTarget: { checked } }) => setAuthors(checked)} />
        <span>{translate('team.authors')}</span>
      </label>
      <div role="alert">{problem?.field === null && <p class="problem">{problem.words}</p>}</div>
      <p class="form-actions">
        <button type="submit" class="button small" disabled={busy}>
          {translate(busy ? 'team.connecting' : 'team.connect')}
        </button>
      </p>
    </form>
  );
}
