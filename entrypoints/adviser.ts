import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startAdviser } from './portal.content/adviser.ts';
import { offerAdviser } from './portal.content/adviser-seam.ts';

/** The second script of a page, put in by the background where the first has read a tender; the first starts it. */
export default defineUnlistedScript({
  // No name of ours on the global, where an element of the page may have it.
  globalName: false,
  main: () => offerAdviser(startAdviser),
});
