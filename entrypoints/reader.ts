import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPage } from './portal.content/page-life.ts';
import { offer } from './portal.content/seam.ts';

/** The second script of a page: the background puts it in where the product is on, once the page has loaded. */
export default defineUnlistedScript({
  // No name of ours on the global, where an element of the page may have it.
  globalName: false,
  main: () => offer('reader', startPage),
});
