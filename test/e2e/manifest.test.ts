import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { portals } from '../../lib/sites.ts';
import { type Build, ensureBuild } from '../commands/built.ts';

const builds: Build[] = ['chrome-mv3', 'firefox-mv3'];

/** The ceiling of the design; a permission more is a decision of its own, not a side effect. */
describe.each(builds)('the manifest of %s', (build) => {
  const manifest = async () => {
    const { folder } = await ensureBuild(build);
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  };

  it('asks for these permissions and no others', async () => {
    const { permissions, host_permissions, optional_permissions, optional_host_permissions } = await manifest();
    expect(new Set(permissions as string[])).toEqual(
      new Set(['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'contextMenus', 'alarms']),
    );
    expect(new Set(host_permissions as string[])).toEqual(
      new Set(['https://ted.europa.eu/*', 'https://udbud.dk/*', 'https://www.udbud.dk/*']),
    );
    expect(optional_permissions).toBeUndefined();
    expect(new Set(optional_host_permissions as string[])).toEqual(
      new Set(['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']),
    );
  });

  it('names the hosts of the portals that are on from the start', async () => {
    const { host_permissions } = await manifest();
    const fromStart = portals.filter((portal) => portal.fromStart).flatMap(({ patterns }) => patterns);
    expect(new Set(fromStart)).toEqual(new Set(host_permissions as string[]));
  });

  it('lets no page reach into the extension', async () => {
    const { web_accessible_resources, externally_connectable } = await manifest();
    expect([web_accessible_resources, externally_connectable]).toEqual([undefined, undefined]);
  });

  it('runs by itself on the known portals only, and not inside their frames', async () => {
    const { content_scripts } = await manifest();
    const scripts = content_scripts as { matches: string[]; all_frames?: boolean; world?: string; run_at: string }[];
    expect(scripts.map(({ matches, all_frames, world, run_at }) => ({ matches, all_frames, world, run_at }))).toEqual([
      {
        matches: ['https://ted.europa.eu/*', 'https://udbud.dk/*', 'https://www.udbud.dk/*'],
        all_frames: undefined,
        world: undefined,
        // Any later, and the browser would keep the page's load event back for us.
        run_at: 'document_start',
      },
    ]);
  });

  it('allows its own pages no code but its own, and no connection but to itself, encrypted, or to this machine', async () => {
    const { content_security_policy } = await manifest();
    const { extension_pages } = content_security_policy as { extension_pages: string };
    const rules = Object.fromEntries(
      extension_pages.split(';').map((rule) => {
        const [name = '', ...sources] = rule.trim().split(/\s+/);
        return [name, sources.join(' ')];
      }),
    );
    expect(rules).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self' https: wss: ws://localhost:* ws://127.0.0.1:*",
    });
    expect(rules).not.toHaveProperty('upgrade-insecure-requests');
  });
});
