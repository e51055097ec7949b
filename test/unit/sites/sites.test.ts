import { describe, expect, test, vi } from 'vitest';
import type { SiteMode } from '../../../lib/settings.ts';

/** Portals as hard as the real ones: subdomains, several hosts, two adapters on one host. */
vi.mock('../../../lib/portals/adapters/index.ts', async (original) => {
  const { matchesPattern } = await original<typeof import('../../../lib/portals/adapters/index.ts')>();
  const adapter = (id: string, name: string, country: string, ...matches: string[]) => ({ id, name, country, matches });
  return {
    matchesPattern,
    adapters: [
      adapter('supply', 'Supply', 'DK', 'https://*.supply.example/*', 'https://kgv.example/*'),
      adapter('ted-legacy', 'TED, ældre', 'EU', 'https://ted.europa.eu/*'),
      adapter('ted', 'TED', 'EU', 'https://ted.europa.eu/*'),
      adapter('hostless', 'Viewer', 'EU'),
      adapter('udbud-dk', 'udbud.dk', 'DK', 'https://udbud.dk/*', 'https://www.udbud.dk/*'),
      adapter('aftalen', 'Aftalen', 'DK', 'https://aftalen.example/*', 'http://aftalen.example/*'),
    ],
  };
});
const {
  lockOf,
  ownSites,
  patternsIn,
  portals,
  releasable,
  siteAt,
  siteById,
  sitePolicyProblems,
  standingOf,
  withPortals,
} = await import('../../../lib/sites.ts');

const site = (id: string) => {
  const found = siteById(id);
  if (found === null) throw new Error(`no site ${id}`);
  return found;
};
const policyOf = (...sites: [string, SiteMode][]) => ({
  organisation: { name: 'Engdal Kommune' },
  sites: sites.map(([id, mode]) => ({ site: id, mode, reason: 'Vedtaget' })),
});
const standing = (id: string, granted: boolean, modes: Record<string, SiteMode> = {}, policy = policyOf()) =>
  standingOf(site(id), granted, modes, policy);

describe('the known portals', () => {
  test('stand by name, and adapters that share a host are one', () => {
    expect(portals.map(({ id, name }) => `${id}: ${name}`)).toEqual([
      'aftalen: Aftalen',
      'supply: Supply',
      'ted: TED',
      'udbud-dk: udbud.dk',
    ]);
  });

  test('those that the manifest names are on from the start', () => {
    expect(portals.filter(({ fromStart }) => fromStart).map(({ id }) => id)).toEqual(['ted', 'udbud-dk']);
  });

  test('only what the browser can be asked for is asked for', () => {
    expect(site('aftalen').patterns).toEqual(['https://aftalen.example/*']);
  });
});

describe('siteAt', () => {
  test.each([
    ['https://ted.europa.eu/da/notice/1-2026', 'ted'],
    ['https://www.udbud.dk/soeg', 'udbud-dk'],
    ['https://eu.supply.example/ctm', 'supply'],
    ['https://supply.example:8443/', 'supply'],
    ['https://kgv.example/', 'supply'],
    ['https://supply.example.evil.example/', 'https://supply.example.evil.example'],
    ['https://notsupply.example/', 'https://notsupply.example'],
    ['http://localhost:3000/x', 'http://localhost:3000'],
  ])('%s is %s', (address, id) => {
    expect(siteAt(address)?.id).toBe(id);
  });

  test('a site of one’s own is asked for by host, without port and path', () => {
    expect(siteAt('https://indkoeb.dk:8443/a?b#c')).toEqual({
      id: 'https://indkoeb.dk:8443',
      name: 'indkoeb.dk:8443',
      country: null,
      patterns: ['https://indkoeb.dk/*'],
      fromStart: false,
    });
  });

  test.each(['chrome://extensions', 'about:blank', 'file:///c:/a.html', 'http://indkoeb.dk/', 'ikke en adresse', null])(
    'no permission can be asked for at %s',
    (address) => {
      expect(siteAt(address)).toBeNull();
    },
  );
});

describe('standingOf', () => {
  test('a page of the browser is barred', () => {
    expect(standingOf(null, false, {}, null)).toEqual({ state: 'barred' });
  });

  test('a portal of the manifest is on from the start, any other site unknown', () => {
    expect(standing('ted', true)).toMatchObject({ state: 'active', mode: 'full', lock: null });
    expect(standing('supply', false)).toMatchObject({ state: 'unknown' });
    expect(standing('supply', true)).toMatchObject({ state: 'unknown' });
    expect(standing('https://indkoeb.dk', true)).toMatchObject({ state: 'unknown' });
  });

  test('what is wanted but not granted says so, a portal of the manifest too', () => {
    expect(standing('ted', false)).toMatchObject({ state: 'notGranted', mode: 'full' });
    expect(standing('https://indkoeb.dk', false, { 'https://indkoeb.dk': 'quiet' })).toMatchObject({
      state: 'notGranted',
      mode: 'quiet',
    });
  });

  test('off is off, granted or not', () => {
    expect(standing('ted', true, { ted: 'off' }).state).toBe('off');
    expect(standing('ted', false, { ted: 'off' }).state).toBe('off');
  });

  test('the policy goes before the user’s choice and before the start', () => {
    expect(standing('ted', true, { ted: 'full' }, policyOf(['ted', 'off']))).toMatchObject({
      state: 'blocked',
      lock: { mode: 'off', reason: 'Vedtaget', organisation: 'Engdal Kommune' },
    });
    expect(standing('ted', true, { ted: 'off' }, policyOf(['ted', 'quiet']))).toMatchObject({
      state: 'active',
      mode: 'quiet',
      lock: { mode: 'quiet' },
    });
    expect(standing('supply', false, {}, policyOf(['supply', 'full']))).toMatchObject({ state: 'notGranted' });
  });

  test('the policy names a portal by id or by an address in it, and other sites by origin', () => {
    expect(lockOf(site('udbud-dk'), policyOf(['https://www.udbud.dk', 'off']))?.mode).toBe('off');
    expect(lockOf(site('https://indkoeb.dk'), policyOf(['https://indkoeb.dk/', 'quiet']))?.mode).toBe('quiet');
    expect(lockOf(site('https://andre.dk'), policyOf(['https://indkoeb.dk', 'quiet']))).toBeNull();
  });
});

describe('sites of one’s own', () => {
  test('are those with a mode or in the policy that are no portal', () => {
    const modes = { ted: 'off', 'https://indkoeb.dk': 'full', 'fremtidens-portal': 'full' } as const;
    expect(ownSites(modes, policyOf(['https://andre.dk', 'off'], ['ted', 'off'])).map(({ id }) => id)).toEqual([
      'https://andre.dk',
      'https://indkoeb.dk',
    ]);
  });
});

describe('permissions', () => {
  const granted = ['https://eu.supply.example/*', 'https://indkoeb.dk/*', 'https://ted.europa.eu/*', 'https://*/*'];

  test('a host granted before its portal was known counts as part of the portal', () => {
    expect(patternsIn(site('supply'), granted)).toEqual(['https://eu.supply.example/*']);
    expect(patternsIn(site('supply'), ['https://*.supply.example/*', 'https://*.a.supply.example/*'])).toEqual([
      'https://*.supply.example/*',
      'https://*.a.supply.example/*',
    ]);
  });

  test('a site of one’s own has its host alone', () => {
    expect(patternsIn(site('https://indkoeb.dk:8443'), granted)).toEqual(['https://indkoeb.dk/*']);
  });

  test('what another site on the same host needs is not given back', () => {
    const both = [site('https://indkoeb.dk'), site('https://indkoeb.dk:8443')];
    expect(releasable(site('https://indkoeb.dk'), granted, both)).toEqual([]);
    expect(releasable(site('https://indkoeb.dk'), granted, [site('https://indkoeb.dk')])).toEqual([
      'https://indkoeb.dk/*',
    ]);
  });

  test('what the manifest names is never given back', () => {
    expect(releasable(site('ted'), granted, [])).toEqual([]);
  });
});

describe('withPortals', () => {
  test('choices by origin become those of their portal', () => {
    expect(withPortals({ 'https://ted.europa.eu': 'quiet', 'https://indkoeb.dk': 'full' })).toEqual({
      ted: 'quiet',
      'https://indkoeb.dk': 'full',
    });
  });

  test('of two hosts of one portal the one that does less decides', () => {
    expect(withPortals({ 'https://udbud.dk': 'off', 'https://www.udbud.dk': 'full' })).toEqual({ 'udbud-dk': 'off' });
    expect(withPortals({ 'https://udbud.dk': 'full', 'https://www.udbud.dk': 'quiet' })).toEqual({
      'udbud-dk': 'quiet',
    });
  });

  test('a choice for the portal itself is the newer one', () => {
    expect(withPortals({ 'https://ted.europa.eu': 'off', ted: 'full' })).toEqual({ ted: 'full' });
  });

  test('a portal of a newer version is kept', () => {
    expect(withPortals({ 'fremtidens-portal': 'off' })).toEqual({ 'fremtidens-portal': 'off' });
  });
});

test('a policy is told of sites that do not exist and of sites named twice', () => {
  const policy = policyOf(
    ['ted', 'off'],
    ['findes-ikke', 'off'],
    ['https://ted.europa.eu', 'full'],
    ['http://a.dk', 'off'],
  );
  expect(sitePolicyProblems(policy)).toEqual([
    { path: 'sites.1.site', code: 'unknownSite', values: { id: 'findes-ikke' } },
    { path: 'sites.2.site', code: 'twice', values: { id: 'https://ted.europa.eu' } },
    { path: 'sites.3.site', code: 'unknownSite', values: { id: 'http://a.dk' } },
  ]);
});
