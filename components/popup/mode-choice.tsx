import { useId } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import type { SiteMode } from '../../lib/settings.ts';
import type { SiteLock } from '../../lib/sites.ts';
import { lockWords } from '../ui/lock-words.ts';

const modes = ['off', 'quiet', 'full'] as const satisfies readonly SiteMode[];

interface ModeChoiceProps {
  mode: SiteMode;
  site: string;
  translate: Translator;
  onMode: (mode: SiteMode) => void;
}

/** How Grønt Lys behaves on this site; the chosen mode says below what it means. */
export function ModeChoice({ mode, site, translate, onMode }: ModeChoiceProps) {
  const id = useId();
  return (
    <fieldset class="modes" aria-describedby={id}>
      <legend>{translate('popup.mode', { site })}</legend>
      <div class="mode-row">
        {modes.map((option) => (
          <label key={option} class="mode">
            <input type="radio" name="mode" value={option} checked={mode === option} onChange={() => onMode(option)} />
            <span>{translate(`mode.${option}`)}</span>
          </label>
        ))}
      </div>
      <p class="hint" id={id} role="status">
        {translate(`mode.${mode}Text`)}
      </p>
    </fieldset>
  );
}

interface LockedModeProps {
  lock: SiteLock;
  site: string;
  translate: Translator;
}

/** The mode that the organisation's policy fixes, with its reason. */
export function LockedMode({ lock, site, translate }: LockedModeProps) {
  return (
    <section class="modes" aria-labelledby="locked">
      <h2 id="locked">{translate('popup.mode', { site })}</h2>
      <p>
        <strong>{translate(`mode.${lock.mode}`)}.</strong> {translate(`mode.${lock.mode}Text`)}
      </p>
      <p class="hint">{lockWords(lock, translate)}</p>
      {lock.reason !== '' && <p class="reason">{lock.reason}</p>}
    </section>
  );
}
