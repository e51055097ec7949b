import { browser } from 'wxt/browser';
import { readManaged } from '../../lib/managed.ts';
import { managedValues } from '../dashboard/managed.ts';

/**
 * Opens the welcome after the installation, unless the organisation does without. Where its word comes only later, the
 * page itself gives way.
 */
export async function welcome(): Promise<void> {
  const { managed } = readManaged(await managedValues());
  if (managed.welcome === false) return;
  await browser.tabs.create({ url: `${browser.runtime.getURL('/dashboard.html')}#/welcome` });
}
