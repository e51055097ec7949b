import { type Chromium, launchChromium } from './chromium.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './firefox.ts';

/** What a story needs of a browser to run in both. */
export type Driven = Pick<
  Chromium & Firefox,
  | 'browser'
  | 'extensionId'
  | 'openPage'
  | 'welcome'
  | 'pageOpenedBy'
  | 'command'
  | 'chooseOnSelection'
  | 'stopBackground'
  | 'dashboard'
  | 'popup'
  | 'grant'
  | 'allowWhenAsked'
  | 'withdraw'
  | 'update'
  | 'setSettings'
  | 'switchOn'
  | 'inExtension'
  | 'pageReport'
  | 'journal'
  | 'store'
  | 'close'
  | 'consoleErrors'
>;

type Launch = typeof launchChromium | typeof launchFirefox;
type Options = Parameters<typeof launchChromium>[0] & Parameters<typeof launchFirefox>[0];

/** `BROWSERS=both` runs every shared story in Firefox, too; else those run there that are short. */
export const isEveryStory = process.env.BROWSERS === 'both';

/**
 * The browsers that a story runs in, for `describe.each`. Firefox is left out where it is not installed, and a long
 * story takes it only when every story was asked for: one browser after the other has to fit into the suite.
 */
export function browsersFor(length: 'short' | 'long'): [string, (options?: Options) => Promise<Driven>][] {
  const launches: [string, Launch][] = [['Chromium', launchChromium]];
  if ((length === 'short' || isEveryStory) && firefoxMissing() === null) launches.push(['Firefox', launchFirefox]);
  return launches;
}
