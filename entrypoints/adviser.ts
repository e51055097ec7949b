import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startAdviser } from './portal.content/adviser.ts';
import { offer } from './portal.content/seam.ts';

/** The third script of a page, put in by the background where the second has read a tender. */
export default defineUnlistedScript({
  globalName: false,
  main: () => offer('adviser', startAdviser),
});
