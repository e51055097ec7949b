import { readFile } from 'node:fs/promises';
import { createTranslator } from '../../lib/i18n.ts';
import { defaultSettings, type Settings } from '../../lib/settings.ts';
import { readSettingsFile } from '../../lib/settings-file.ts';
import { sitePolicyProblems } from '../../lib/sites.ts';
import { applyPolicy, type Catalogue } from '../../lib/targets/apply-policy.ts';
import { parsePolicy, policyLine } from '../../lib/targets/policy.ts';
import dashboardTexts from '../../locales/en/dashboard.json' with { type: 'json' };
import organisationTexts from '../../locales/en/organisation.json' with { type: 'json' };
import { UsageError } from './report-options.ts';

const translate = createTranslator('en', { ...dashboardTexts, ...organisationTexts });

/** The settings of a file as the settings page saves it; the defaults without one. @throws {UsageError} */
export async function settingsIn(path: string | null): Promise<Settings> {
  if (path === null) return defaultSettings;
  const read = readSettingsFile(await readFile(path, 'utf8'));
  if ('settings' in read) return read.settings;
  const lines = read.problems.map(
    ({ code, name = '' }) => `${path}: ${translate(`settingsFile.problem.${code}`, { name })}`,
  );
  throw new UsageError(lines.join('\n'));
}

/** The packs with the policy of a file laid over them; as they are without one. @throws {UsageError} */
export async function withPolicy(packs: Catalogue, path: string | null): Promise<Catalogue> {
  if (path === null) return packs;
  const read = parsePolicy(await readFile(path, 'utf8'));
  const laid = 'problems' in read ? { data: packs, refused: read.problems } : applyPolicy(packs, read.policy);
  const problems = [...laid.refused, ...('policy' in read ? sitePolicyProblems(read.policy) : [])];
  if (problems.length === 0) return laid.data;
  throw new UsageError(problems.map((problem) => policyLine(problem, translate)).join('\n'));
}
