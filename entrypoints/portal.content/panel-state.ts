import { signal } from '@preact/signals';
import { createFieldsModel } from '../../components/panel/fields-model.ts';
import type { PanelState, Words } from '../../components/panel/model.ts';
import type { ShopView } from '../../components/panel/shop-view.ts';
import type { Advice } from '../../lib/advice/advise.ts';
import type { Translator } from '../../lib/i18n.ts';
import type { ProcedureState } from '../../lib/messages.ts';
import type { Tender } from '../../lib/portals/tender.ts';

/** The panel's state before anything is known; a frame that has markers alone needs no more. */
export function createPanelState(translate: Translator): PanelState {
  return {
    translate,
    subject: signal(''),
    tender: signal<Tender | null>(null),
    advice: signal<Advice | null>(null),
    words: signal<Words | null>(null),
    journal: signal<ProcedureState | null>(null),
    isItem: signal(false),
    shop: signal<ShopView | null>(null),
    storable: signal(false),
    own: signal(false),
    isOpen: signal(false),
    busy: signal<string | null>(null),
    failure: signal<PanelState['failure']['value']>(null),
    announcement: signal(''),
    hidden: signal<ReadonlySet<string>>(new Set()),
    wording: signal<PanelState['wording']['value']>([]),
    fields: createFieldsModel(),
  };
}
