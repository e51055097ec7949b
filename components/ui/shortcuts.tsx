import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';

/** A command of ours and the keys that the browser has for it just now; empty where it has none. */
export interface Shortcut {
  name: string;
  keys: string;
}

/** What the browser knows of our keys; they are its own to give. */
export interface ShortcutsEdge {
  all: () => Promise<Shortcut[]>;
  /** Opens the browser's own page for changing them. */
  change: () => Promise<void>;
}

/** Commands in the order in which they are used; one that the browser leaves out is left out here. */
const order = ['toggle-panel', 'next-target', 'log-target', '_execute_action'];

/** The keys as they are, not as we suggested them: another extension may have had them first. */
export function Shortcuts({ edge, translate }: { edge: ShortcutsEdge; translate: Translator }) {
  const [known, setKnown] = useState<Shortcut[]>([]);
  useEffect(() => {
    const read = () => void edge.all().then(setKnown);
    read();
    // Back from the browser's own page they may be others.
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [edge]);
  const listed = order.flatMap((name) => known.find((shortcut) => shortcut.name === name) ?? []);
  return (
    <div class="shortcuts">
      <dl>
        {listed.map(({ name, keys }) => (
          <div key={name}>
            <dt>{translate(`shortcuts.${name}`)}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : <span class="muted">{translate('shortcuts.none')}</span>}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{translate('shortcuts.inPanel')}</p>
      <button type="button" class="link" onClick={() => void edge.change()}>
        {translate('shortcuts.change')}
      </button>
    </div>
  );
}
