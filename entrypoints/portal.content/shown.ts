import type { Advice } from '../../lib/advice/advise.ts';
import type { LabelHit } from '../../lib/advice/wording.ts';
import type { ProcedureFacts, RelevantTarget } from '../../lib/log/schema.ts';
import type { Reading } from '../../lib/portals/tender.ts';

/** What the panel stands for: one reading with everything that follows from it, and it changes as one. */
export interface Shown {
  /** Tells tenders apart for the panel; writing on in a form does not change it. */
  subject: string;
  /** The tender as read. */
  tender: string;
  facts: ProcedureFacts | null;
  relevant: RelevantTarget[];
  advice: Advice;
  /** The ecolabels that the text names. */
  labels: LabelHit[];
}

/** Something of ours in the page that follows what is shown: pill and panel, highlights, marks at fields. */
export interface PagePart {
  /** Called after each reading with a tender, also when nothing of it has changed but the page's nodes. */
  show: (shown: Shown, reading: Reading) => void;
  /** Takes everything of its own out of the page; `show` may follow. */
  clear: () => void;
}
