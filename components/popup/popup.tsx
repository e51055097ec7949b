import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { chooseLocale, type Locale, type Translator } from '../../lib/i18n.ts';
import type { PageReport, PageRequest, ProcedureState } from '../../lib/messages.ts';
import type { Settings, SiteMode } from '../../lib/settings.ts';
import { hostPattern, type Site, type SitePolicy, type SiteStanding, siteAt, standingOf } from '../../lib/sites.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import { loadSettings, type SettingsArea } from '../ui/settings-store.ts';
import { Shortcuts, type ShortcutsEdge } from '../ui/shortcuts.tsx';
import { type SitesEdge, setMode, switchOn } from '../ui/switch-site.ts';
import { loadTexts } from '../ui/texts.ts';
import { LockedMode, ModeChoice } from './mode-choice.tsx';
import { ProblemView } from './problem-view.tsx';
import { isShopPage } from './report.ts';
import { Standing } from './standing.tsx';

/** What the browser gives the popup. */
export interface PopupEdge {
  settings: SettingsArea;
  sites: SitesEdge;
  browserLanguage: string;
  currentTab: () => Promise<{ id: number | null; url: string | null }>;
  /** What the organisation's policy says of sites. */
  sitePolicy: () => Promise<SitePolicy | null>;
  /** Calls back after the policy changed; returns how to stop. */
  onPolicyChanged: (listener: () => void) => () => void;
  /** Runs the content script in a tab that was opened before its site was switched on. */
  start: (tabId: number) => Promise<void>;
  /** What the page has read; null when nothing of ours answers there. */
  report: (tabId: number) => Promise<PageReport | null>;
  tell: (tabId: number, request: PageRequest) => Promise<void>;
  /** What the journal holds of the tender that was read; null when it cannot be asked. */
  journal: (report: PageReport, url: string) => Promise<PopupPage['journal']>;
  targets: (ids: readonly string[]) => Promise<Pick<CatalogueTarget, 'id' | 'title'>[]>;
  shortcuts: ShortcutsEdge;
  /** Version of the extension and what the browser calls itself, for a report of a problem. */
  about: { version: string; browser: string };
  /** The dashboard at a place of its own, or where it opens by itself. */
  openDashboard: (route: string | null) => Promise<void>;
}

/** The page under the popup, as far as it is known. */
export interface PopupPage {
  tabId: number | null;
  standing: SiteStanding;
  policy: SitePolicy | null;
  report: PageReport | null;
  journal: Pick<ProcedureState, 'followed' | 'decisions'> | null;
  /** Titles of the targets, in the user's language. */
  titles: ReadonlyMap<string, string>;
}

/** This page at a glance, and the switch for its site. */
export function Popup({ edge }: { edge: PopupEdge }) {
  const [translate, setTranslate] = useState<Translator | null>(null);
  const [page, setPage] = useState<PopupPage | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isTelling, setTelling] = useState(false);
  const problemLink = useRef<HTMLButtonElement>(null);
  const wasTelling = useRef(false);
  useLayoutEffect(() => {
    if (wasTelling.current && !isTelling) problemLink.current?.focus();
    wasTelling.current = isTelling;
  }, [isTelling]);
  const latest = useRef(0);

  const read = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    const { settings } = await loadSettings(edge.settings);
    const locale = chooseLocale(settings.language, edge.browserLanguage);
    const texts = await loadTexts(locale, ['common', 'popup', 'shortcuts', 'sites']);
    const next = await readPage(edge, settings, locale);
    // A later change has been read meanwhile.
    if (turn !== latest.current) return;
    document.documentElement.lang = locale;
    showTheme(settings.theme);
    setTranslate(() => texts);
    setPage(next);
  }, [edge]);
  useEffect(() => {
    void read();
    const changes = [edge.settings.onChanged, edge.sites.onChanged, edge.onPolicyChanged];
    const stops = changes.map((follow) => follow(() => void read()));
    return () => {
      for (const stop of stops) stop();
    };
  }, [edge, read]);

  if (translate === null || page === null) return null;
  const { standing, policy, tabId } = page;

  const allow = async (site: Site) => {
    setProblem(null);
    try {
      const granted = await switchOn(edge, site);
      if (granted && tabId !== null) await edge.start(tabId);
      setProblem(granted ? null : translate('popup.refused'));
    } catch (error) {
      console.error(error);
      setProblem(translate('popup.notStarted'));
    }
    await read();
  };
  const choose = async (site: Site, mode: SiteMode) => {
    await setMode(edge, site, mode, policy);
    if (tabId !== null) await edge.tell(tabId, { type: 'site/mode', mode });
    await read();
  };
  const openPanel = async () => {
    if (tabId !== null) await edge.tell(tabId, { type: 'panel/toggle' });
    close();
  };
  const openDashboard = async (route: string | null) => {
    await edge.openDashboard(route);
    close();
  };
  const { report } = page;
  if (isTelling) {
    return <ProblemView report={report} about={edge.about} translate={translate} onBack={() => setTelling(false)} />;
  }
  const readable =
    standing.state === 'active' && report !== null && (report.tender.title !== null || isShopPage(report));
  const places: [route: string, words: string][] = [
    ['documents/text', 'popup.pasteText'],
    ['documents', 'popup.checkFile'],
    ...(readable ? [] : [['settings/sites', 'popup.allSites'] as [string, string]]),
  ];
  return (
    <main>
      <h1>{translate('app.name')}</h1>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Standing page={page} translate={translate} onAllow={(site) => void allow(site)} />
      <div class="popup-actions">
        {readable && (
          <button type="button" class="button primary" onClick={openPanel}>
            {translate('popup.openPanel')}
          </button>
        )}
        <button type="button" class="button" onClick={() => openDashboard(null)}>
          {translate('popup.openDashboard')}
        </button>
      </div>
      {standing.state === 'active' &&
        (standing.lock ? (
          <LockedMode lock={standing.lock} site={standing.site.name} translate={translate} />
        ) : (
          <ModeChoice
            mode={standing.mode}
            site={standing.site.name}
            translate={translate}
            onMode={(mode) => void choose(standing.site, mode)}
          />
        ))}
      <ul class="popup-links">
        {places.map(([route, words]) => (
          <li key={route}>
            <button type="button" class="link" onClick={() => openDashboard(route)}>
              {translate(words)}
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="link" ref={problemLink} onClick={() => setTelling(true)}>
            {translate('popup.problem')}
          </button>
        </li>
      </ul>
      <details>
        <summary>{translate('shortcuts.title')}</summary>
        <Shortcuts edge={edge.shortcuts} translate={translate} />
      </details>
    </main>
  );
}

async function readPage(edge: PopupEdge, settings: Settings, locale: Locale): Promise<PopupPage> {
  const { id: tabId, url } = await edge.currentTab();
  const policy = await edge.sitePolicy();
  const site = siteAt(url);
  const granted = site !== null && url !== null && (await edge.sites.contains([hostPattern(new URL(url))]));
  const standing = standingOf(site, granted, settings.sites, policy);
  const report = standing.state === 'active' && tabId !== null ? await edge.report(tabId) : null;
  const named = report !== null && report.tender.title !== null && url !== null;
  const journal = named ? await edge.journal(report, url) : null;
  const targets = named ? await edge.targets(report.findings.map(({ target }) => target)) : [];
  const titles = new Map(targets.map(({ id, title }) => [id, inLocale(title, locale)]));
  return { tabId, standing, policy, report, journal, titles };
}

function showTheme(theme: Settings['theme']): void {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
}
