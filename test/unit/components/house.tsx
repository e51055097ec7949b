import 'fake-indexeddb/auto';
import data from 'virtual:targets';
import { type ComponentChildren, render } from 'preact';
import { type House, HouseContext } from '../../../components/dashboard/house.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import { openJournal } from '../../../lib/log/database.ts';
import { layOrganisation } from '../../../lib/organisation.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import type { Catalogue } from '../../../lib/targets/apply-policy.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import decision from '../../../locales/da/decision.json';
import exchange from '../../../locales/da/exchange.json';
import log from '../../../locales/da/log.json';
import note from '../../../locales/da/note.json';
import notice from '../../../locales/da/notice.json';
import organisation from '../../../locales/da/organisation.json';
import overview from '../../../locales/da/overview.json';
import report from '../../../locales/da/report.json';
import shared from '../../../locales/da/shared.json';

const [anyTarget] = data.targets;
if (anyTarget === undefined) throw new Error('the packs hold no target');

/** A target in force of which a test names only what it is about. */
export const targetWith = (part: Partial<CatalogueTarget>): CatalogueTarget => ({
  ...anyTarget,
  sourceState: 'inForce',
  verified: true,
  supersedes: [],
  valid: { from: null, to: null },
  title: { da: 'Uden titel' },
  requirement: { da: 'krav' },
  plain: { da: 'kort' },
  cpv: { prefixes: [], except: [] },
  ...part,
});

/** A catalogue with the areas and labels of the packs and nothing else but what a test puts in. */
export const catalogueWith = (part: Partial<Catalogue>): Catalogue => ({
  ...data,
  targets: [],
  tips: [],
  entries: [],
  cases: [],
  ...part,
});

/** Draws a part of the dashboard in Danish; what the part does not use is not there. */
export function drawIn(place: Element, content: ComponentChildren, part: Partial<House>): void {
  const house = {
    settings: defaultSettings,
    rejected: [],
    locked: [],
    data,
    packs: data,
    journal: openJournal({ name: 'house' }),
    policy: { state: 'none' },
    organisation: layOrganisation(data, { managed: {}, source: null, bucket: null, policy: null, packs: null }, 'da'),
    translate: createTranslator('da', {
      ...common,
      ...decision,
      ...dashboard,
      ...exchange,
      ...log,
      ...note,
      ...notice,
      ...organisation,
      ...overview,
      ...report,
      ...shared,
    }),
    today: '2026-11-22',
    ...part,
  } as Partial<House> as House;
  render(<HouseContext.Provider value={house}>{content}</HouseContext.Provider>, place);
}
