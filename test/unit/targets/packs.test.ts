import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintCoverage } from '../../../lib/advice/lint-coverage.ts';
import { lintTargets } from '../../../lib/targets/lint.ts';
import { loadTargets, MalformedPackError, type TargetData } from '../../../lib/targets/load.ts';
import { stateOn } from '../../../lib/targets/validity.ts';

const folder = fileURLToPath(new URL('../../../targets/', import.meta.url));
const cpvFile = fileURLToPath(new URL('../../../../shared/data/cpv.tsv', import.meta.url));
const readDay = '2026-11-22';

let data: TargetData;
beforeAll(async () => {
  data = await loadTargets(folder);
});

describe('the packs of the repository', () => {
  it('give the linter nothing to complain about', () => {
    expect(lintTargets(data, null)).toEqual([]);
  });

  // Every wording of every target is read by the matcher: seconds of a free core, many more of a busy one.
  it('have wordings that cover their own criterion and nothing laxer', { timeout: 120_000 }, () => {
    expect(lintCoverage(data, readDay)).toEqual([]);
  });

  it('use only CPV prefixes that exist', async (context) => {
    const text = await readFile(cpvFile, 'utf8').catch(() => null);
    if (text === null) return context.skip('the list of official CPV codes is not at hand');
    const codes = new Set(text.split('\n').map((line) => line.slice(0, 8)));
    expect(lintTargets(data, codes)).toEqual([]);
  });

  it('hold at least 60 targets in force in at least 8 areas', () => {
    const inForce = data.targets.filter((target) => target.verified && stateOn(target, readDay) === 'inForce');
    const areas = new Set(inForce.map(({ area }) => area).filter((area) => area !== 'all'));
    expect(inForce.length).toBeGreaterThanOrEqual(60);
    expect(areas.size).toBeGreaterThanOrEqual(8);
  });

  it('give every POGI target Danish and English words, coverage phrases and a way to match', () => {
    const pogi = data.targets.filter(({ scheme }) => scheme === 'POGI');
    const incomplete = pogi.filter(
      ({ area, title, requirement, plain, criterion, coverage, terms, cpv, examples }) =>
        !title.en ||
        !requirement.en ||
        !plain.en ||
        (criterion && !criterion.text.en) ||
        (coverage.da ?? []).length < 3 ||
        (area !== 'all' && (!terms.da || !terms.en || cpv.prefixes.length === 0 || examples.match.length < 3)) ||
        examples.noMatch.length < 3,
    );
    expect(incomplete.map(({ id }) => id)).toEqual([]);
    expect(pogi).toHaveLength(46);
  });

  it('keep every number of a threshold in the words of its requirement', () => {
    const shown = (value: number | string) =>
      typeof value === 'number' ? [`${value}`, value.toLocaleString('da-DK')] : [value];
    const silent = data.targets
      .filter(({ scheme }) => scheme === 'POGI')
      .filter(({ requirement, thresholds }) =>
        thresholds.some(({ value }) => !shown(value).some((text) => requirement.da.includes(text))),
      );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('a malformed pack', () => {
  const name = 'pogi/timber.json';
  let copy: string;
  let text: string;

  beforeAll(async () => {
    copy = join(await mkdtemp(join(tmpdir(), 'packs-')), 'targets');
    await cp(join(folder, name), join(copy, name), { recursive: true });
    text = await readFile(join(copy, name), 'utf8');
  });
  afterAll(() => rm(join(copy, '..'), { recursive: true }));

  async function loaded(damaged: string): Promise<'loaded' | MalformedPackError> {
    await writeFile(join(copy, name), damaged);
    try {
      await loadTargets(copy);
      return 'loaded';
    } catch (error) {
      if (error instanceof MalformedPackError) return error;
      throw error;
    }
  }

  it('is rejected with file, path, id and reason', async () => {
    const pack = JSON.parse(text);
    pack.targets[0].binding = 'always';
    delete pack.targets[1].title.da;
    const error = await loaded(JSON.stringify(pack));
    const lines = (error as MalformedPackError).message.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^targets\/pogi\/timber\.json: targets\.0\.binding \(pogi-04-trae\): .*"memberMandatory"/);
    expect(lines[1]).toMatch(/^targets\/pogi\/timber\.json: targets\.1\.title\.da \(pogi-04-traebaserede\): .*string/);
  });

  it('is rejected when it is no JSON', async () => {
    const error = await loaded(text.slice(0, 100));
    expect((error as MalformedPackError).message).toMatch(/^targets\/pogi\/timber\.json: not valid JSON: /);
  });

  it('is rejected when it has fields that the schema does not know', async () => {
    const error = await loaded(JSON.stringify({ ...JSON.parse(text), owner: 'us' }));
    expect((error as MalformedPackError).message).toMatch(/^targets\/pogi\/timber\.json: file: .*"owner"/);
  });

  it('either loads or is rejected by name, however it is damaged', async () => {
    const outcomes = { loaded: 0, rejected: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('cut', 'drop', 'replace'), fc.jsonValue(), async (at, how, value) => {
        const result = await loaded(damage(text, at, how, value));
        outcomes[result === 'loaded' ? 'loaded' : 'rejected']++;
        if (result === 'loaded') return;
        const lines = result.message.split('\n');
        expect(lines.filter((line) => !line.startsWith(`targets/${name}: `))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(outcomes.rejected).toBeGreaterThan(0);
  });
});

/** Cuts the text, or drops or replaces one of the values anywhere in its JSON. */
function damage(text: string, at: number, how: string, value: unknown): string {
  if (how === 'cut') return text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
  const content: unknown = JSON.parse(text);
  const places: [Record<string, unknown>, string][] = [];
  const collect = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      collect((node as Record<string, unknown>)[key]);
    }
  };
  collect(content);
  const [node, key] = places[at % places.length] ?? [{}, ''];
  if (how === 'replace') node[key] = value;
  else if (Array.isArray(node)) node.splice(Number(key), 1);
  else delete node[key];
  return JSON.stringify(content);
}
