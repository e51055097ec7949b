import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { leaveOut } from './lib/build/leave-out.ts';
import { thirdPartyNotices } from './lib/build/third-party-notices.ts';
import { compiledPacks } from './lib/matching/vite-plugin.ts';
import { ocdsCheck } from './lib/reporting/ocds/vite-plugin.ts';
import { targetPacks } from './lib/targets/vite-plugin.ts';

/** Chromium's oldest version with what we use: Custom Highlights, Navigation API, popover; the same for Firefox. */
const minimumChromium = '123';
const minimumFirefox = '140.0';

/**
 * What our own pages may do: run the package's own files and nothing else. Where they may connect to is the one part
 * that a connection adds to. Said in full, as a browser's own policy would add more (Firefox: upgrade-insecure-requests).
 */
const contentPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  // https: for the one address that an organisation may fetch its packs and policy from, wss: for the one server of a team;
  // unencrypted only to this very machine.
  'connect-src': "'self' https: wss: ws://localhost:* ws://127.0.0.1:*",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const notices = thirdPartyNotices();

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), targetPacks(), compiledPacks(), ocdsCheck(), leaveOut(), notices.plugin()],
    build: { target: ['chrome123', 'firefox140'] },
    // The builder makes workers apart, with plugins of their own.
    worker: { format: 'es' as const, plugins: () => [leaveOut(), notices.plugin()] },
  }),
  hooks: { 'build:done': ({ config }) => notices.write(config.outDir) },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'da',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'contextMenus', 'alarms'],
    host_permissions: ['https://ted.europa.eu/*', 'https://udbud.dk/*', 'https://www.udbud.dk/*'],
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    content_security_policy: {
      extension_pages: Object.entries(contentPolicy)
        .map((rule) => rule.join(' '))
        .join('; '),
    },
    // Alt and Shift with a letter: free in Chrome, Edge and Firefox, and no sign of a Danish keyboard needs it.
    commands: {
      _execute_action: {},
      'toggle-panel': {
        suggested_key: { default: 'Alt+Shift+G' },
        description: '__MSG_commandTogglePanel__',
      },
      'next-target': {
        suggested_key: { default: 'Alt+Shift+M' },
        description: '__MSG_commandNextTarget__',
      },
      'log-target': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandLogTarget__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'groent-lys@groent-lys.dk',
              strict_min_version: minimumFirefox,
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: minimumChromium, storage: { managed_schema: 'managed-schema.json' } }),
  }),
});
