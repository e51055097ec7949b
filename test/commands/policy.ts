import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTranslator } from '../../lib/i18n.ts';
import { sitePolicyProblems } from '../../lib/sites.ts';
import { applyPolicy, type Catalogue } from '../../lib/targets/apply-policy.ts';
import { canonicalPrint } from '../../lib/targets/lint.ts';
import { parsePolicy, policyJsonSchema, policyLine } from '../../lib/targets/policy.ts';
import texts from '../../locales/en/dashboard.json' with { type: 'json' };

export const policySchemaFile = 'policy.schema.json';
const policyExampleFile = 'policy.example.json';

/**
 * Checks what stands beside the packs for organisations: the example fits the packs, and the JSON Schema is the one
 * the code reads by. One line per problem.
 */
export async function lintPolicy(folder: string, data: Catalogue): Promise<string[]> {
  const translate = createTranslator('en', texts);
  const example = await readFile(join(folder, policyExampleFile), 'utf8');
  const read = parsePolicy(example);
  const problems =
    'problems' in read
      ? read.problems
      : [...applyPolicy(data, read.policy).refused, ...sitePolicyProblems(read.policy)];
  const lines = problems.map((problem) => `targets/${policyExampleFile}: ${policyLine(problem, translate)}`);
  if (example !== canonicalPrint(JSON.parse(example))) {
    lines.push(`targets/${policyExampleFile}: not in canonical print`);
  }
  const schema = await readFile(join(folder, policySchemaFile), 'utf8').catch(() => '');
  if (schema !== canonicalPrint(policyJsonSchema())) {
    lines.push(`targets/${policySchemaFile}: is not the schema the code reads by, run with --fix`);
  }
  return lines;
}
