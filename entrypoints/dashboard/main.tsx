import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-500.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import data from 'virtual:targets';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { z } from 'zod';
import { Dashboard } from '../../components/dashboard/dashboard.tsx';
import '../../components/dashboard/dashboard.css';
import '../../components/dashboard/paper.css';
import { openJournal } from '../../lib/log/database.ts';
import { compiledIndex } from './compiled-index.ts';
import { organisationEdge } from './organisation-area.ts';
import { takeSelectedText } from './selected-text.ts';
import { settingsArea } from './settings-area.ts';
import { shortcutsEdge } from './shortcuts-edge.ts';
import { sitesArea } from './sites-area.ts';
import { teamChanged } from './team-changed.ts';

// Zod would else try to compile code, which the content security policy forbids and reports.
z.config({ jitless: true });

const root = document.getElementById('app');
if (root !== null) {
  render(
    <Dashboard
      data={data}
      edge={{
        settings: settingsArea,
        ...organisationEdge,
        sites: sitesArea,
        compiledIndex,
        shortcuts: shortcutsEdge,
        takeSelectedText,
        teamChanged,
        browserLanguage: browser.i18n.getUILanguage(),
        toolVersion: browser.runtime.getManifest().version,
        openJournal: (onVersionChange) => openJournal({ onVersionChange }),
      }}
    />,
    root,
  );
}
