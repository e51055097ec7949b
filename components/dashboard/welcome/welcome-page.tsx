import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type SettingName, type Settings, settingSchemas } from '../../../lib/settings.ts';
import { saveSetting } from '../../ui/settings-store.ts';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { formatRoute, type Route } from '../routes.ts';
import { LockedField } from '../settings/locked-field.tsx';
import { SiteList } from '../settings/site-list.tsx';
import { ExamplePart } from './example-part.tsx';
import { WorkFields } from './work-fields.tsx';

/** The steps in order, each a place of its own, so that the browser's back button goes one back. */
const steps = ['who', 'portals', 'work'] as const;
type Step = (typeof steps)[number];

const stepOf = (id: string | null): Step | 'ready' =>
  id === 'ready' ? 'ready' : (steps.find((step) => step === id) ?? 'who');

/**
 * The first page after the installation: who the buyer is, which portals they use, what they log under. Every answer is
 * saved at once and each step can be left; an organisation that manages the browser may do without the page.
 */
export function WelcomePage({ route }: { route: Route }) {
  const { organisation } = useHouse();
  const { welcome } = organisation.managed.managed;
  useEffect(() => {
    // The management may be known only a moment after the installation opened this page.
    if (welcome === false) location.replace(formatRoute({ page: 'overview' }));
  }, [welcome]);
  if (welcome === false) return null;
  const step = stepOf(route.id);
  if (step === 'ready') return <Ready />;
  if (step === 'who') return <WhoStep />;
  return step === 'portals' ? <PortalStep /> : <WorkStep />;
}

function useSave() {
  const { edge } = useHouse();
  return async <T extends SettingName>(name: T, change: (before: Settings[T]) => unknown) => {
    await saveSetting(edge.settings, name, change);
  };
}

/**
 * One step: what it asks, where it stands among the others, and the ways on, back and out, which wait until all that
 * stands above them is drawn.
 */
function StepFrame({ step, isDrawn = true, children }: { step: Step; isDrawn?: boolean; children: ComponentChildren }) {
  const { translate } = useHouse();
  const at = steps.indexOf(step);
  const before = steps[at - 1];
  const next = steps[at + 1] ?? 'ready';
  return (
    <div class="welcome">
      <p class="muted">{translate('welcome.step', { step: at + 1, steps: steps.length })}</p>
      <Heading>{translate(`welcome.${step}`)}</Heading>
      {children}
      {isDrawn && (
        <p class="form-actions">
          <a class="button primary" href={formatRoute({ page: 'welcome', id: next })}>
            {translate(next === 'ready' ? 'welcome.finish' : 'welcome.next')}
          </a>
          {before && (
            <a class="button" href={formatRoute({ page: 'welcome', id: before })}>
              {translate('welcome.back')}
            </a>
          )}
          <a href={formatRoute({ page: 'overview' })}>{translate('welcome.skip')}</a>
        </p>
      )}
    </div>
  );
}

function WhoStep() {
  const { translate, settings, locked } = useHouse();
  const save = useSave();
  return (
    <StepFrame step="who">
      <p class="lead">{translate('welcome.lead')}</p>
      {locked.includes('buyerKind') ? (
        <LockedField
          label={translate('settings.buyerKind')}
          value={translate(`settings.buyerKind.${settings.buyerKind}`)}
        />
      ) : (
        <fieldset class="radio-group">
          <legend>{translate('welcome.whoLegend')}</legend>
          {settingSchemas.buyerKind.options.map((kind) => (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="buyerKind"
                checked={settings.buyerKind === kind}
                onChange={() => void save('buyerKind', () => kind)}
              />
              <span>{translate(`settings.buyerKind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </StepFrame>
  );
}

function PortalStep() {
  const { translate, settings } = useHouse();
  const [isDrawn, setDrawn] = useState(false);
  return (
    <StepFrame step="portals" isDrawn={isDrawn}>
      <p>{translate('welcome.portalsText')}</p>
      <SiteList first={[settings.country, 'EU', 'several']} onDrawn={() => setDrawn(true)} />
    </StepFrame>
  );
}

function WorkStep() {
  const { translate } = useHouse();
  return (
    <StepFrame step="work">
      <p>{translate('welcome.workText')}</p>
      <WorkFields onSave={useSave()} />
    </StepFrame>
  );
}

/** All is set: an example to try, and the ways to what comes next. */
function Ready() {
  const { translate } = useHouse();
  return (
    <div class="welcome">
      <Heading>{translate('welcome.ready')}</Heading>
      <p class="lead">{translate('welcome.readyText')}</p>
      <ExamplePart />
      <p class="form-actions">
        <a class="button primary" href={formatRoute({ page: 'overview' })}>
          {translate('welcome.toOverview')}
        </a>
        <a class="button" href={formatRoute({ page: 'targets' })}>
          {translate('overview.seeTargets')}
        </a>
        <a href={formatRoute({ page: 'settings' })}>{translate('welcome.toSettings')}</a>
      </p>
    </div>
  );
}
