import { useId } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import type { SiteMode } from '../../lib/settings.ts';

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
            <span>{translate(`popup.mode.${option}`)}</span>
          </label>
        ))}
      </div>
      <p class="hint" id={id} role="status">
        {translate(`popup.mode.${mode}Text`)}
      </p>
    </fieldset>
  );
}
