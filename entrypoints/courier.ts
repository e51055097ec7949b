import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { z } from 'zod';
import { openJournal } from '../lib/log/database.ts';
import { drainOutbox } from '../lib/team/drain.ts';
import { offerCourier } from './background/courier.ts';

/** What the background tells a team with. It has a connection to the journal of its own, as all code in it is its own. */
export default defineUnlistedScript({
  globalName: false,
  main: () => {
    // Zod would else try to compile code, which the content security policy forbids and reports.
    z.config({ jitless: true });
    offerCourier(async (team, device) => {
      const journal = openJournal();
      try {
        return await drainOutbox(journal, team, device);
      } finally {
        journal.close();
      }
    });
  },
});
