import type { Answers } from './answers.ts';

/** How Chromium is started for a test or a command. */
export interface ChromiumOptions {
  /** Answers for every page opened with `openPage`; a page's own answers come first. */
  answers?: Answers;
  /** Answers loopback addresses inside the browser too, so that a page reaches no server of this machine. */
  sealed?: boolean;
  /** A window on the screen; for `npm start` with a display. */
  headless?: boolean;
  /** The display for a window that is not the user's: its name, as in DISPLAY. */
  display?: string;
  viewport?: { width: number; height: number } | null;
  /** A folder of the caller's own, which stays: started with it again, the browser finds what it left there. */
  profile?: string;
  /** What the browser's management says to the extension, by a real policy file; see `managingMissing`. */
  managed?: Record<string, unknown>;
  /** Hash of the public key of a server of our own, which the browser then trusts. */
  trusted?: string;
  /** Leaves the page open that the installation opens. */
  welcomed?: boolean;
  /** Ctrl-C does not end the browser by itself: the caller does, and cleans up after it. */
  keepsOnSignals?: boolean;
}
