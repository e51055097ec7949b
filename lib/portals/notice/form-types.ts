import type { Tender } from '../tender.ts';

/** eForms form types (BT-03): language-free. A change notice keeps the phase of what it changes, so it is not here. */
export const phaseByFormType: Readonly<Record<string, Tender['phase']>> = {
  planning: 'planning',
  consultation: 'planning',
  competition: 'tender',
  bri: 'tender',
  result: 'award',
  'dir-awa-pre': 'award',
  'cont-modif': 'contract',
};
