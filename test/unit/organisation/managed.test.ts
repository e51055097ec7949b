import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { managedSchemas, readManaged, sitePolicyOf, withManaged } from '../../../lib/managed.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { siteById, standingOf } from '../../../lib/sites.ts';

interface BrowserSchema {
  type: string;
  properties: Record<
    string,
    { type: string; enum?: string[]; items?: object; properties?: BrowserSchema['properties'] }
  >;
}
const browserSchema = JSON.parse(
  await readFile(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'),
) as BrowserSchema;

const whole = {
  organisationName: 'Engdal Kommune',
  cvr: '12345678',
  units: ['Indkøb', 'Teknik og Miljø'],
  buyerKind: 'municipality',
  country: 'DK',
  portals: ['comdia'],
  siteModes: [{ site: 'ted', mode: 'quiet', reason: 'Kun antallet.' }],
  retentionYears: 5,
  welcome: false,
  policy: '{"schema":1}',
  packs: ['{"schema":1}'],
  source: 'https://intra.engdal.example/groent-lys.json',
  team: {
    server: 'wss://team.engdal.example',
    user: 'engdal-indkoeb',
    password: 'kun-til-proever',
    organisation: 'engdal',
    unit: 'Indkøb',
    role: 'buyer',
    authors: false,
  },
};

describe('what the browser’s management says', () => {
  test('is taken value by value', () => {
    expect(readManaged(whole)).toEqual({ managed: whole, rejected: [] });
  });

  test.each([
    ['cvr', '1234'],
    ['units', []],
    ['buyerKind', 'kommune'],
    ['siteModes', [{ site: 'ted', mode: 'loud' }]],
    ['retentionYears', 0],
    ['welcome', 'false'],
    ['source', 'http://intra.engdal.example/groent-lys.json'],
    ['source', 'https://navn:kode@intra.engdal.example/'],
    ['source', 'intra.engdal.example'],
    ['team', 'wss://team.engdal.example'],
    ['__proto__x', 1],
  ])('a value that cannot be used is named and the others hold: %s = %j', (name, value) => {
    const { managed, rejected } = readManaged({ ...whole, [name]: value });
    expect(rejected).toEqual([name]);
    expect(managed.organisationName).toBe('Engdal Kommune');
    expect(name in managed).toBe(false);
  });

  test.each([
    ['server', 'ws://team.engdal.example'],
    ['server', 'https://team.engdal.example'],
    ['user', 'engdal indkøb'],
    ['password', ''],
    ['organisation', undefined],
    ['unit', ''],
    ['role', 'chief'],
  ])('a team is named with the part of it that cannot be used: %s = %j', (part, value) => {
    const { managed, rejected } = readManaged({ ...whole, team: { ...whole.team, [part]: value } });
    expect([managed.team, rejected]).toEqual([undefined, [`team.${part}`]]);
  });

  test('a team needs a server, a user, a password and an organisation, and no more', () => {
    const { unit: _unit, role: _role, authors: _authors, ...team } = whole.team;
    expect(readManaged({ team })).toEqual({ managed: { team }, rejected: [] });
  });

  test('is taken as the README shows it', async () => {
    const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
    const shown = JSON.parse(/```json\n(\{\n {2}"organisationName"[\s\S]*?)```/.exec(readme)?.[1] ?? 'null') as object;
    expect(readManaged(shown)).toEqual({ managed: shown, rejected: [] });
    const table = [...readme.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    );
    expect(table).toEqual(expect.arrayContaining(Object.keys(managedSchemas)));
  });

  test('a site that nobody can be asked for is named', () => {
    const { rejected } = readManaged({
      portals: ['comdia', 'ukendt-portal'],
      siteModes: [{ site: 'ftp://x', mode: 'off' }],
    });
    expect(rejected).toEqual(['ukendt-portal', 'ftp://x']);
  });

  test.each([[undefined], [null], ['tekst'], [[]], [{}]])('nothing comes of %j', (given) => {
    expect(readManaged(given)).toEqual({ managed: {}, rejected: [] });
  });

  test('is described to Chromium under the same names and choices', () => {
    expect(browserSchema.type).toBe('object');
    expect(Object.keys(browserSchema.properties)).toEqual(Object.keys(managedSchemas));
    expect(browserSchema.properties.buyerKind?.enum).toEqual(managedSchemas.buyerKind.options);
    expect(browserSchema.properties.country?.enum).toEqual(managedSchemas.country.options);
    const { team } = browserSchema.properties;
    expect(Object.keys(team?.properties ?? {})).toEqual(Object.keys(managedSchemas.team.shape));
    expect(team?.properties?.role?.enum).toEqual(managedSchemas.team.shape.role.unwrap().options);
    const types = Object.entries(whole).map(([name, value]) => [name, Array.isArray(value) ? 'array' : typeof value]);
    const asked = Object.entries(browserSchema.properties).map(([name, { type }]) => [
      name,
      type === 'integer' ? 'number' : type,
    ]);
    expect(asked).toEqual(types);
  });
});

describe('settings', () => {
  const own = { ...defaultSettings, organisation: { name: 'Min egen', cvr: '87654321' }, unit: 'Kantinen' };

  test('stand at the managed values, which are locked', () => {
    const { settings, locked } = withManaged(own, readManaged(whole).managed);
    expect(settings.organisation).toEqual({ name: 'Engdal Kommune', cvr: '12345678' });
    expect([settings.buyerKind, settings.country]).toEqual(['municipality', 'DK']);
    expect(locked).toEqual(['organisationName', 'cvr', 'buyerKind', 'country']);
  });

  test('stay the user’s own where nothing is managed', () => {
    expect(withManaged(own, {})).toEqual({ settings: own, locked: [] });
    expect(withManaged(own, { cvr: '12345678' }).settings.organisation).toEqual({ name: 'Min egen', cvr: '12345678' });
  });

  test('a unit that the organisation does not have is none, and a single one is everybody’s', () => {
    expect(withManaged(own, { units: ['Indkøb', 'Kantinen'] }).settings.unit).toBe('Kantinen');
    expect(withManaged(own, { units: ['Indkøb', 'Teknik'] })).toMatchObject({ settings: { unit: '' }, locked: [] });
    expect(withManaged(own, { units: ['Indkøb'] })).toMatchObject({ settings: { unit: 'Indkøb' }, locked: ['unit'] });
  });
});

describe('sites', () => {
  const policy = {
    organisation: { name: 'Engdal' },
    sites: [{ site: 'ted', mode: 'off' as const, reason: 'Vedtaget.' }],
  };
  const standing = (id: string, managed: object, granted = true) => {
    const site = siteById(id);
    if (site === null) throw new Error(id);
    return standingOf(site, granted, { [id]: 'off' }, sitePolicyOf(readManaged(managed).managed, policy));
  };

  test('are on where the portal is named, once the browser gives them, and the user cannot change it', () => {
    expect(standing('comdia', whole)).toMatchObject({ state: 'active', mode: 'full', lock: { managed: true } });
    expect(standing('comdia', whole, false)).toMatchObject({ state: 'notGranted', lock: { managed: true } });
  });

  test('have the managed mode before that of the policy, and its reason', () => {
    expect(standing('ted', whole)).toMatchObject({ state: 'active', mode: 'quiet', lock: { reason: 'Kun antallet.' } });
    expect(standing('ted', { siteModes: [{ site: 'ted', mode: 'off' }] })).toMatchObject({
      state: 'blocked',
      lock: { managed: true, reason: '' },
    });
  });

  test('are the policy’s where nothing is managed', () => {
    expect(sitePolicyOf({}, policy)).toBe(policy);
    expect(standing('ted', {})).toMatchObject({ state: 'blocked', lock: { managed: false, organisation: 'Engdal' } });
  });
});
