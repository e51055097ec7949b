import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { chooseLocale, type Translator } from '../../lib/i18n.ts';
import { layOrganisation, type OrganisationParts } from '../../lib/organisation.ts';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { type LoadedSettings, loadSettings } from '../ui/settings-store.ts';
import { loadTexts } from '../ui/texts.ts';
import { ExchangePage } from './exchange/exchange-page.tsx';
import { FooterWords } from './footer-words.tsx';
import { Guarded } from './guarded.tsx';
import { applyTheme, type DashboardEdge, type House, HouseContext } from './house.ts';
import { useKeptPlace } from './kept-place.ts';
import { Later } from './later.tsx';
import { LogPage } from './log/log-page.tsx';
import { MissingPage } from './missing/missing-page.tsx';
import { useRoute } from './navigation.ts';
import { NotePage } from './note/note-page.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import { useLightPaper } from './paper.ts';
import { PrivacyPage } from './privacy/privacy-page.tsx';
import { ProcedurePage } from './procedure/procedure-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { ReportPage } from './report/report-page.tsx';
import { formatRoute, navigationNames, type PageName, type Route } from './routes.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { TargetPage } from './targets/target-page.tsx';
import { TargetsPage } from './targets/targets-page.tsx';
import { Trouble } from './trouble.tsx';
import { Upkeep } from './upkeep.tsx';
import { WelcomePage } from './welcome/welcome-page.tsx';

/** What the dashboard's own pages speak with. */
const namespaces = [
  'common',
  'decision',
  'dashboard',
  'exchange',
  'log',
  'note',
  'notice',
  'organisation',
  'overview',
  'report',
  'shared',
  'shortcuts',
  'sites',
  'team',
  'welcome',
];

interface DashboardProps {
  edge: DashboardEdge;
  data: Catalogue;
}

/** The dashboard: loads settings and texts, then draws the page that the address names. */
export function Dashboard({ edge, data }: DashboardProps) {
  const [loaded, setLoaded] = useState<LoadedSettings | null>(null);
  const [translate, setTranslate] = useState<Translator | null>(null);
  const [parts, setParts] = useState<OrganisationParts | null>(null);
  const [outdated, setOutdated] = useState(false);
  const journal = useMemo(() => edge.openJournal(() => setOutdated(true)), [edge]);
  const today = useToday();

  useEffect(() => {
    const read = () => void loadSettings(edge.settings).then(setLoaded);
    read();
    return edge.settings.onChanged(read);
  }, [edge]);

  useEffect(() => {
    const read = () => void edge.organisation.parts().then(setParts);
    read();
    return edge.organisation.onChanged(read);
  }, [edge]);

  const language = loaded?.settings.language;
  useEffect(() => {
    if (language === undefined) return;
    let current = true;
    const locale = chooseLocale(language, edge.browserLanguage);
    void loadTexts(locale, namespaces).then((texts) => {
      if (!current) return;
      document.documentElement.lang = locale;
      setTranslate(() => texts);
    });
    return () => {
      current = false;
    };
  }, [edge, language]);

  const theme = loaded?.settings.theme;
  useEffect(() => {
    if (theme !== undefined) applyTheme(document.documentElement, theme);
  }, [theme]);
  useLightPaper(theme);

  const locale = translate?.locale ?? 'da';
  const laid = useMemo(() => parts && layOrganisation(data, parts, locale), [data, parts, locale]);

  if (loaded === null || translate === null || laid === null) return null;
  const { data: laidOver, policy } = laid;
  const house: House = {
    ...loaded,
    edge,
    data: laidOver,
    packs: data,
    policy,
    organisation: laid,
    translate,
    journal,
    today,
  };
  return (
    <HouseContext.Provider value={house}>
      <Frame translate={translate}>
        {(route) => (outdated ? <Trouble code="extension-updated" page={route.page} /> : <Page route={route} />)}
      </Frame>
    </HouseContext.Provider>
  );
}

/** Today's date, renewed when the page is looked at again after midnight. */
function useToday(): string {
  const [today, setToday] = useState(() => dayOf(new Date()));
  useEffect(() => {
    const renew = () => setToday(dayOf(new Date()));
    document.addEventListener('visibilitychange', renew);
    return () => document.removeEventListener('visibilitychange', renew);
  }, []);
  return today;
}

interface FrameProps {
  translate: Translator;
  children: (route: Route) => ComponentChildren;
}

function Frame({ translate, children }: FrameProps) {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useKeptPlace(main);
  const place = `${route.page}/${route.id ?? ''}`;
  const shown = useRef(place);

  useEffect(() => {
    document.title = `${translate(`nav.${route.page}`)} – ${translate('app.name')}`;
    if (shown.current === place) return;
    // A new page, not a new filter: reading starts at its heading.
    shown.current = place;
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [translate, route.page, place]);

  return (
    <>
      <button type="button" class="skip-link" onClick={() => main.current?.focus()}>
        {translate('nav.skip')}
      </button>
      <header class="site-header">
        <div class="site-header-row">
          <a class="site-name" href={formatRoute({ page: 'overview' })}>
            {translate('app.name')}
          </a>
          <nav aria-label={translate('nav.label')}>
            <ul>
              {navigationNames.map((name) => (
                <li key={name}>
                  <NavigationLink name={name} current={sectionOf(route.page)} translate={translate} />
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Upkeep page={route.page} />
        <Guarded key={place} page={route.page}>
          {children(route)}
        </Guarded>
      </main>
      <footer class="site-footer">
        <FooterWords />
      </footer>
    </>
  );
}

/** The page of the navigation that another one belongs to. */
function sectionOf(page: PageName): PageName {
  if (page === 'procedure' || page === 'note') return 'missing';
  return page === 'report' ? 'overview' : page;
}

function NavigationLink({ name, current, translate }: { name: PageName; current: PageName; translate: Translator }) {
  return (
    <a href={formatRoute({ page: name })} aria-current={name === current ? 'page' : undefined}>
      {translate(`nav.${name}`)}
    </a>
  );
}

/** The readers of documents weigh more than all the rest of the dashboard. */
const loadDocuments = () => import('./documents/documents-page.tsx').then(({ DocumentsPage }) => DocumentsPage);

function Page({ route }: { route: Route }) {
  if (route.page === 'log') return route.id ? <RecordPage key={route.id} route={route} /> : <LogPage route={route} />;
  if (route.page === 'missing') return <MissingPage route={route} />;
  if (route.page === 'procedure') return <ProcedurePage key={route.id} route={route} />;
  if (route.page === 'note') return <NotePage key={route.id} route={route} />;
  if (route.page === 'targets')
    return route.id ? <TargetPage key={route.id} route={route} /> : <TargetsPage route={route} />;
  if (route.page === 'documents') return <Later load={loadDocuments} route={route} />;
  if (route.page === 'exchange') return <ExchangePage route={route} />;
  if (route.page === 'report') return <ReportPage route={route} />;
  if (route.page === 'welcome') return <WelcomePage route={route} />;
  if (route.page === 'settings') return route.id === 'privacy' ? <PrivacyPage /> : <SettingsPage route={route} />;
  return <OverviewPage route={route} />;
}
