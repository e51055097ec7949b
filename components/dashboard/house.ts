import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import type { JournalDatabase } from '../../lib/log/database.ts';
import { versionOn } from '../../lib/log/write-context.ts';
import type { CompiledIndex } from '../../lib/matching/compiled.ts';
import type { HeldPolicy, Organisation, OrganisationParts } from '../../lib/organisation.ts';
import type { Settings } from '../../lib/settings.ts';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import type { Localized } from '../../lib/targets/schema.ts';
import type { LoadedSettings, SettingsArea } from '../ui/settings-store.ts';
import type { ShortcutsEdge } from '../ui/shortcuts.tsx';
import type { SitesEdge } from '../ui/switch-site.ts';
import type { StoredArea } from './settings/own-files.ts';

/** What the browser gives the dashboard; its entrypoint makes it, tests hand in their own. */
export interface DashboardEdge {
  settings: SettingsArea;
  /** The user's file of the organisation's policy. */
  policy: StoredArea;
  /** The user's files of the organisation's own packs. */
  packs: StoredArea;
  /** What was taken from a team's server. */
  bucket: StoredArea;
  /** All that an organisation has laid over the packs, from wherever it came. */
  organisation: {
    parts: () => Promise<OrganisationParts>;
    /** Calls back after any change, from whichever page; returns how to stop. */
    onChanged: (listener: () => void) => () => void;
    /** Fetches anew from the organisation's address; done when the answer is stored. */
    visit: () => Promise<void>;
  };
  /** Tells the background that a team was joined or left, or that something was told to it. */
  teamChanged: () => Promise<void>;
  /** The browser's own language, for the language setting "auto". */
  browserLanguage: string;
  /** Version of the extension, part of every logged decision. */
  toolVersion: string;
  sites: SitesEdge;
  /** The index that pages are matched with, as the background holds it. */
  compiledIndex: () => Promise<CompiledIndex>;
  shortcuts: ShortcutsEdge;
  /** A text that was marked on a page to be checked, given out once; null when there is none. */
  takeSelectedText: () => Promise<string | null>;
  /** A journal connection that opens at its first use; `onVersionChange` when another page has upgraded it. */
  openJournal: (onVersionChange: () => void) => JournalDatabase;
}

/** What every page of the dashboard is given. */
export interface House extends LoadedSettings {
  edge: DashboardEdge;
  /** The packs with the organisation's own and its policy laid over them. */
  data: Catalogue;
  /** The packs as they are installed. */
  packs: Catalogue;
  policy: HeldPolicy;
  organisation: Organisation;
  translate: Translator;
  journal: JournalDatabase;
  /** Today in the device's zone, `YYYY-MM-DD`. */
  today: string;
}

export const HouseContext = createContext<House | null>(null);

/** The dashboard's common things. @throws outside the dashboard */
export function useHouse(): House {
  const house = useContext(HouseContext);
  if (house === null) throw new Error('the page is drawn outside the dashboard');
  return house;
}

/** A text of the packs in the user's language, else in Danish; `lang` marks a Danish text on a page that is not. */
export function contentIn(text: Localized, locale: string): { text: string; lang: string | undefined } {
  const own = locale === 'da' ? text.da : locale === 'nb' ? text.nb : text.en;
  return own ? { text: own, lang: undefined } : { text: text.da, lang: 'da' };
}

/** Name of a product area; the id itself for one that the installed packs do not know. */
export function areaName(house: Pick<House, 'data' | 'translate'>, id: string): string {
  const area = house.data.areas.find((known) => known.id === id);
  return area?.[house.translate.locale] ?? id;
}

/** A target in a given version, else in the one that holds today; null when the packs do not know it. */
export function findTarget(house: Pick<House, 'data' | 'today'>, id: string, version?: number): CatalogueTarget | null {
  const exact = house.data.targets.find((target) => target.id === id && target.version === version);
  return exact ?? versionOn(house.data.targets, id, house.today);
}

/** Title of a target in the user's language; its id when the installed packs do not have it. */
export function targetTitle(house: Pick<House, 'data' | 'translate' | 'today'>, id: string, version?: number): string {
  const target = findTarget(house, id, version);
  return target === null ? id : contentIn(target.title, house.translate.locale).text;
}

/** Theme on the page's root: the user's choice, or the system's when they made none. */
export function applyTheme(root: HTMLElement, theme: Settings['theme']): void {
  if (theme === 'auto') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}
