import { browser } from 'wxt/browser';
import type { ShortcutsEdge } from '../../components/ui/shortcuts.tsx';

/** Firefox opens its page for keys by a call, Chrome and Edge by an address. */
interface FirefoxCommands {
  openShortcutSettings?: () => Promise<void>;
}

/** Our commands with their keys, for the popup and the settings. */
export const shortcutsEdge: ShortcutsEdge = {
  all: async () => (await browser.commands.getAll()).map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut })),
  change: async () => {
    const { openShortcutSettings } = browser.commands as FirefoxCommands;
    if (openShortcutSettings) await openShortcutSettings();
    else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  },
};
