import type { Translator } from '../../lib/i18n.ts';
import { isPortal, type Site } from '../../lib/sites.ts';
import { PageFacts } from './page-facts.tsx';
import type { PopupPage } from './popup.tsx';
import { isShopPage } from './report.ts';

interface StandingProps {
  page: PopupPage;
  translate: Translator;
  /** Called in the click itself, which the browser's question needs. */
  onAllow: (site: Site) => void;
}

/** How the site stands, in words, with the one step that leads on; where it runs, what was read. */
export function Standing({ page, translate, onAllow }: StandingProps) {
  const { standing, report, journal, titles } = page;
  if (standing.state === 'barred') return <p>{translate('popup.barred')}</p>;
  const { site } = standing;
  const isKnown = isPortal(site);
  const ask = (words: string) => (
    <button type="button" class="button primary" onClick={() => onAllow(site)}>
      {words}
    </button>
  );
  switch (standing.state) {
    case 'unknown':
      return (
        <>
          <p>{translate(isKnown ? 'popup.portalText' : 'popup.unknownText', { site: site.name })}</p>
          {ask(translate(isKnown ? 'popup.portalAction' : 'popup.unknownAction', { site: site.name }))}
        </>
      );
    case 'off':
      return (
        <>
          <h2>{translate('popup.off')}</h2>
          <p>{translate('popup.offText', { site: site.name })}</p>
          {ask(translate('popup.offAction'))}
        </>
      );
    case 'blocked':
      return (
        <>
          <h2>{translate('popup.blocked')}</h2>
          <p>
            {standing.lock.managed
              ? translate('sites.managed')
              : translate('popup.blockedText', { site: site.name, organisation: standing.lock.organisation })}
          </p>
          {standing.lock.reason !== '' && <p class="reason">{standing.lock.reason}</p>}
        </>
      );
    case 'notGranted':
      return (
        <>
          <h2>{translate('popup.notGranted')}</h2>
          <p>{translate('popup.notGrantedText', { site: site.name })}</p>
          {ask(translate('popup.notGrantedAction', { site: site.name }))}
        </>
      );
    case 'active': {
      if (report === null) return <p>{translate('popup.silent')}</p>;
      if (isShopPage(report)) return <p>{translate('popup.shop')}</p>;
      if (report.tender.title === null)
        return <p>{translate(report.state === 'retryable' ? 'popup.waiting' : 'popup.noTender')}</p>;
      return <PageFacts report={report} journal={journal} titles={titles} translate={translate} />;
    }
  }
}
