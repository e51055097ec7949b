import type { Adapter } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Any other page that the buyer switched on: official labels and schema.org, no addresses known. */
export const generic: Adapter = {
  id: 'generic',
  name: 'Generic reader',
  country: null,
  knowledge: 'address',
  lastVerified: '2026-11-21',
  matches: [],
  kinds: [],
  skip: [],
  fields: officialFields,
};
