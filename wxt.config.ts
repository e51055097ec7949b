import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { compiledPacks } from './lib/matching/vite-plugin.ts';
import { ocdsCheck } from './lib/reporting/ocds/vite-plugin.ts';
import { targetPacks } from './lib/targets/vite-plugin.ts';

/** Chromium's oldest version with what we use: Custom Highlights, Navigation API, popover; the same for Firefox. */
const minimumChromium = '123';
const minimumFirefox = '140.0';

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), targetPacks(), compiledPacks(), ocdsCheck()],
    build: { target: ['chrome123', 'firefox140'] },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'da',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab'],
    host_permissions: ['https://ted.europa.eu/*', 'https://udbud.dk/*', 'https://www.udbud.dk/*'],
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    commands: {
      'toggle-panel': {
        suggested_key: { default: 'Alt+Shift+G' },
        description: '__MSG_commandTogglePanel__',
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
      : { minimum_chrome_version: minimumChromium }),
  }),
});
