/** A page that goes on loading once it has its text is not waited for, in milliseconds: what is slow is often a picture. */
const patience = 1000;
/** Nor one whose thread is never idle. */
const idlePatience = 300;

/**
 * Until the page has loaded and its thread is idle. Whoever opens a page waits for the page, not for us: what we do
 * before would come between it and its reader.
 */
export async function atRest(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise<void>((resolve) => {
      window.addEventListener('load', () => resolve(), { once: true });
      // A page that writes itself anew while it loads takes the listener away, and no clock.
      const look = (): void => {
        if (document.readyState === 'loading') setTimeout(look, patience);
        else resolve();
      };
      setTimeout(look, patience);
    });
  }
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: idlePatience }));
}
