import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { z } from 'zod';
import { Popup } from '../../components/popup/popup.tsx';
import '../../components/popup/popup.css';
import { settingsArea } from '../dashboard/settings-area.ts';
import { sitesArea } from '../dashboard/sites-area.ts';
import { popupEdge } from './edge.ts';

// Zod would else try to compile code, which the content security policy forbids and reports.
z.config({ jitless: true });

const root = document.getElementById('app');
if (root !== null) {
  render(<Popup edge={popupEdge(settingsArea, sitesArea, browser.i18n.getUILanguage())} />, root);
}
