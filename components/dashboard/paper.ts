import { useEffect } from 'preact/hooks';
import type { Settings } from '../../lib/settings.ts';
import { applyTheme } from './house.ts';

/**
 * Paper is white: what is printed has the light colours whatever the screen shows. Heard before anybody else hears of
 * the printing, so that what draws itself anew for it finds them.
 */
export function useLightPaper(theme: Settings['theme'] | undefined): void {
  useEffect(() => {
    if (theme === undefined) return;
    const life = new AbortController();
    const { signal } = life;
    const root = document.documentElement;
    addEventListener('beforeprint', () => applyTheme(root, 'light'), { capture: true, signal });
    addEventListener('afterprint', () => applyTheme(root, theme), { capture: true, signal });
    return () => life.abort();
  }, [theme]);
}
