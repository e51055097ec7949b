import { browser } from 'wxt/browser';

/** What the browser's own management says; nothing where nobody manages it, which Firefox calls an error. */
export function managedValues(): Promise<unknown> {
  return browser.storage.managed.get(null).catch(() => ({}));
}

/** Calls back after the management changed; returns how to stop. */
export function onManagedChanged(listener: () => void): () => void {
  const follow = () => listener();
  browser.storage.managed.onChanged.addListener(follow);
  return () => browser.storage.managed.onChanged.removeListener(follow);
}
