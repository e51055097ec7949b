import type { Translator } from '../../lib/i18n.ts';
import type { SiteMode } from '../../lib/settings.ts';

const modes = ['off', 'quiet', 'full'] as const satisfies readonly SiteMode[];

interface ModeChoiceProps {
  mode: SiteMode;
  site: string;
  translate: Translator;
  onMode: (mode: SiteMode) => void;
}

/** How Grønt Lys behaves on this site; each choice says what it means. */
export function ModeChoice({ mode, site, translate, onMode }: ModeChoiceProps) {
  return (
    <fieldset class="modes">
      <legend>{translate('popup.mode', { site })}</legend>
      {modes.map((option) => (
        <label key={option} class="mode">
          <input type="radio" name="mode" checked={mode === option} onChange={() => onMode(option)} />
          <span>
            <strong>{translate(`popup.mode.${option}`)}</strong>
            <span class="hint">{translate(`popup.mode.${option}Text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
