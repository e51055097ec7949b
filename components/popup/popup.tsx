import { useCallback, useEffect, useState } from 'preact/hooks';
import { chooseLocale, type Translator } from '../../lib/i18n.ts';
import type { PageReport, PageRequest } from '../../lib/messages.ts';
import type { Settings, SiteMode } from '../../lib/settings.ts';
import { loadSettings, type SettingsArea, saveSetting } from '../ui/settings-store.ts';
import { loadTexts } from '../ui/texts.ts';
import { ModeChoice } from './mode-choice.tsx';
import { PageFacts } from './page-facts.tsx';
import { type SiteStanding, sitePattern, standingOf } from './site.ts';

/** What the browser gives the popup. */
export interface PopupEdge {
  settings: SettingsArea;
  browserLanguage: string;
  /** Match patterns of the portals that the manifest names. */
  knownHosts: readonly string[];
  currentTab: () => Promise<{ id: number | null; url: string | null }>;
  isGranted: (pattern: string) => Promise<boolean>;
  /** Must be called straight from a click. */
  request: (pattern: string) => Promise<boolean>;
  /** Runs the content script in a tab that was opened before its site was switched on. */
  start: (tabId: number) => Promise<void>;
  /** What the page has read; null when nothing of ours answers there. */
  report: (tabId: number) => Promise<PageReport | null>;
  tell: (tabId: number, request: PageRequest) => Promise<void>;
  isFollowed: (report: PageReport, url: string) => Promise<boolean | null>;
  openDashboard: () => Promise<void>;
}

/** The page under the popup, as far as it is known. */
interface Page {
  tabId: number | null;
  url: string | null;
  standing: SiteStanding;
  report: PageReport | null;
  followed: boolean | null;
}

/** This page at a glance, and the switch for its site. */
export function Popup({ edge }: { edge: PopupEdge }) {
  const [translate, setTranslate] = useState<Translator | null>(null);
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const read = useCallback(async () => {
    const { settings } = await loadSettings(edge.settings);
    document.documentElement.lang = chooseLocale(settings.language, edge.browserLanguage);
    showTheme(settings.theme);
    const texts = await loadTexts(chooseLocale(settings.language, edge.browserLanguage), ['common', 'popup']);
    setTranslate(() => texts);
    setPage(await readPage(edge, settings));
  }, [edge]);
  useEffect(() => void read(), [read]);

  if (translate === null || page === null) return null;
  const { standing, tabId } = page;

  const switchOn = (site: { origin: string; pattern: string }) => {
    setProblem(null);
    // The request comes first and in the click itself, or the browser takes it for unasked.
    const asked = edge.request(site.pattern);
    // A popup may be closed by the browser's question, so the mode is saved while it stands.
    let before: SiteMode | undefined;
    const saved = saveSetting(edge.settings, 'sites', (sites) => {
      before = sites[site.origin];
      return { ...sites, [site.origin]: before === undefined || before === 'off' ? 'full' : before };
    });
    void (async () => {
      try {
        const granted = await asked;
        await saved;
        if (granted && tabId !== null) await edge.start(tabId);
        if (!granted) await saveSetting(edge.settings, 'sites', (sites) => withMode(sites, site.origin, before));
        setProblem(granted ? null : translate('popup.refused'));
      } catch (error) {
        console.error(error);
        setProblem(translate('popup.notStarted'));
      }
      await read();
    })();
  };
  const setMode = async (origin: string, mode: SiteMode) => {
    await saveSetting(edge.settings, 'sites', (sites) => ({ ...sites, [origin]: mode }));
    if (tabId !== null) await edge.tell(tabId, { type: 'site/mode', mode });
    await read();
  };
  const openPanel = async () => {
    if (tabId !== null) await edge.tell(tabId, { type: 'panel/toggle' });
    close();
  };
  const openDashboard = async () => {
    await edge.openDashboard();
    close();
  };
  const readable =
    standing.state === 'on' && standing.mode !== 'off' && page.report !== null && page.report.tender.title !== null;
  return (
    <main>
      <h1>{translate('app.name')}</h1>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Standing page={page} translate={translate} onSwitchOn={switchOn} />
      {standing.state === 'on' && (
        <ModeChoice
          mode={standing.mode}
          site={new URL(standing.origin).host}
          translate={translate}
          onMode={(mode) => void setMode(standing.origin, mode)}
        />
      )}
      <div class="popup-actions">
        {readable && (
          <button type="button" class="button primary" onClick={openPanel}>
            {translate('popup.openPanel')}
          </button>
        )}
        <button type="button" class="button" onClick={openDashboard}>
          {translate('popup.openDashboard')}
        </button>
      </div>
    </main>
  );
}

async function readPage(edge: PopupEdge, settings: Settings): Promise<Page> {
  const { id, url } = await edge.currentTab();
  const site = sitePattern(url);
  const granted = site !== null && (await edge.isGranted(site.pattern));
  const standing = standingOf(site, edge.knownHosts, granted, settings);
  const asked = standing.state === 'on' && standing.mode !== 'off' && id !== null;
  const report = asked ? await edge.report(id) : null;
  const named = report !== null && report.tender.title !== null && url !== null;
  const followed = named ? await edge.isFollowed(report, url) : null;
  return { tabId: id, url, standing, report, followed };
}

/** The modes with one site's put to what it was; a site without one is taken off the list. */
function withMode(sites: Settings['sites'], origin: string, mode: SiteMode | undefined): Settings['sites'] {
  const { [origin]: _, ...others } = sites;
  return mode === undefined ? others : { ...others, [origin]: mode };
}

function showTheme(theme: Settings['theme']): void {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
}

interface StandingProps {
  page: Page;
  translate: Translator;
  onSwitchOn: (site: { origin: string; pattern: string }) => void;
}

function Standing({ page, translate, onSwitchOn }: StandingProps) {
  const { standing, report } = page;
  if (standing.state === 'barred') return <p>{translate('popup.barred')}</p>;
  if (standing.state === 'unknown' || standing.state === 'withdrawn') {
    const name = standing.state === 'withdrawn' ? 'withdrawn' : 'unknown';
    return (
      <>
        {name === 'withdrawn' && <h2>{translate('popup.withdrawn')}</h2>}
        <p>{translate(`popup.${name}Text`, { site: new URL(standing.origin).host })}</p>
        <button type="button" class="button primary" onClick={() => onSwitchOn(standing)}>
          {translate(`popup.${name}Action`)}
        </button>
      </>
    );
  }
  if (standing.mode === 'off') return <p>{translate('popup.off')}</p>;
  if (report === null) return <p>{translate('popup.silent')}</p>;
  if (report.tender.title === null)
    return <p>{translate(report.state === 'retryable' ? 'popup.waiting' : 'popup.noTender')}</p>;
  return <PageFacts report={report} followed={page.followed} translate={translate} />;
}
