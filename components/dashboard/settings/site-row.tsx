import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type SiteMode, siteModeSchema } from '../../../lib/settings.ts';
import { isPortal, type KnownStanding, type Site, type SitePolicy, standingOf } from '../../../lib/sites.ts';
import { lockWords } from '../../ui/lock-words.ts';
import { forgetSite, setMode, switchOn } from '../../ui/switch-site.ts';
import { useHouse } from '../house.ts';
import type { Grant } from './use-grants.ts';

interface SiteRowProps {
  site: Site;
  policy: SitePolicy | null;
  grant: Grant;
  /** What has changed, for those who do not see it. */
  onNews: (words: string) => void;
  /** After the row was taken off the list, and the focus with it. */
  onRemoved: () => void;
}

/** One site: name and hosts, how it stands, and the control that changes it. */
export function SiteRow({ site, policy, grant, onNews, onRemoved }: SiteRowProps) {
  const { translate, settings, edge } = useHouse();
  const [problem, setProblem] = useState<string | null>(null);
  const control = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  const standing = standingOf(site, grant.whole, settings.sites, policy);
  const { state } = standing;
  const lock = 'lock' in standing ? standing.lock : null;
  const isOwn = site.id in settings.sites && !isPortal(site);

  const act = async (work: () => Promise<boolean>) => {
    setProblem(null);
    acted.current = true;
    try {
      if (!(await work())) setProblem(translate('sites.refused'));
    } catch (error) {
      console.error(error);
      setProblem(translate('sites.failed'));
    }
  };
  // At once, before the page finds the focus nowhere and puts it on what is around. A change may come in two steps, the
  // browser's permission and our own setting, so it is followed until the focus is led elsewhere.
  useLayoutEffect(() => {
    if (!acted.current) return;
    onNews(`${site.name}: ${translate(`sites.state.${state}`)}`);
    // The control that was used gave way to another one.
    if (document.activeElement === document.body)
      control.current?.querySelector<HTMLElement>('select, button')?.focus();
  }, [state, site, translate, onNews]);

  return (
    <li class="site-row">
      <div class="site-title">
        <span class="breakable">{site.name}</span>
        {isPortal(site) && <span class="below breakable">{namesOf(site.patterns)}</span>}
      </div>
      <span class={`tag site-${state}`}>{translate(`sites.state.${state}`)}</span>
      <div
        class="site-control"
        ref={control}
        onFocusOut={({ relatedTarget }) => {
          if (relatedTarget !== null && !control.current?.contains(relatedTarget as Node)) acted.current = false;
        }}
      >
        <Control
          standing={standing}
          onOn={() => void act(() => switchOn(edge, site))}
          onMode={(mode) =>
            void act(async () => {
              await setMode(edge, site, mode, policy);
              return true;
            })
          }
        />
        {isOwn && !lock && (
          <button
            type="button"
            class="button small"
            aria-label={translate('sites.removeOf', { site: site.name })}
            onClick={() =>
              void act(async () => {
                await forgetSite(edge, site, policy);
                onRemoved();
                return true;
              })
            }
          >
            {translate('sites.remove')}
          </button>
        )}
      </div>
      {state === 'notGranted' && grant.part.length > 0 && (
        <p class="hint site-more">{translate('sites.part', { hosts: hostsOf(grant.part).join(', ') })}</p>
      )}
      {lock && (
        <p class="hint site-more">
          {lockWords(lock, translate)} {lock.reason}
        </p>
      )}
      {problem !== null && (
        <p class="problem site-more" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

interface ControlProps {
  standing: KnownStanding;
  /** Called in the click itself, which the browser's question needs. */
  onOn: () => void;
  onMode: (mode: SiteMode) => void;
}

function Control({ standing, onOn, onMode }: ControlProps) {
  const { translate } = useHouse();
  const { name } = standing.site;
  if (standing.state === 'blocked') return null;
  if (standing.state === 'active') {
    if (standing.lock) return <span>{translate(`mode.${standing.mode}`)}</span>;
    return (
      <div class="field">
        <select
          aria-label={translate('sites.modeOf', { site: name })}
          value={standing.mode}
          onChange={(event) => onMode(event.currentTarget.value as SiteMode)}
        >
          {siteModeSchema.options.map((option) => (
            <option key={option} value={option}>
              {translate(`mode.${option}`)}
            </option>
          ))}
        </select>
      </div>
    );
  }
  const action = standing.state === 'notGranted' ? 'allow' : 'switchOn';
  return (
    <button
      type="button"
      class="button small"
      aria-label={translate(`sites.${action}Of`, { site: name })}
      onClick={onOn}
    >
      {translate(`sites.${action}`)}
    </button>
  );
}

/** Hosts as the reader says them: with and without `www.` is one place to them, if not to the browser. */
function namesOf(patterns: readonly string[]): string {
  return [...new Set(hostsOf(patterns).map((host) => host.replace(/^www\./, '')))].join(', ');
}

/** Hosts as they are granted one by one; a star is for the browser. */
function hostsOf(patterns: readonly string[]): string[] {
  return [...new Set(patterns.map((pattern) => pattern.replace(/^[a-z]+:\/\/(\*\.)?|\/\*$/g, '')))];
}
