import { longestLabel, normaliseLabel } from '../page/label-text.ts';

/** The business terms of an eForms form in which green, social and innovative aims are stated. */
export const strategyTerms = ['BT-06', 'BT-774', 'BT-775', 'BT-776', 'BT-777', 'BT-805'] as const;
export type StrategyTerm = (typeof strategyTerms)[number];

/** One of those fields as the form has it: where codes that follow from the decisions can go. */
export interface CodeSlot {
  /** Tells the slots of a page apart. */
  id: string;
  term: StrategyTerm;
  /** Number of the lot that it is about, where the form says it; null otherwise. */
  lot: number | null;
  /** The form's own words. */
  label: string;
  /** How it is filled in; `text` takes the words of BT-777 or codes one after the other. */
  kind: 'select' | 'checks' | 'text';
  /** Codes can be put in; a list that the page hides behind a widget of its own would change unseen. */
  fillable: boolean;
  /** Several codes may be chosen. */
  multiple: boolean;
  /** What the form offers, by code where its values are official codes; for `text` the codes that stand there, if any. */
  options: readonly { code: string; label: string; chosen: boolean }[];
}

/**
 * Official labels of the SDK (da, nb with the national form, sv, fi, en, de, nl, fr). BT-777 is called "Description"
 * like other fields and is known by its id alone.
 */
const labels: Record<Exclude<StrategyTerm, 'BT-777'>, string> = {
  'BT-06':
    'formålet med strategiske udbud|mål for strategiske anskaffelser|syftet med strategisk upphandling|strategisten hankintojen tavoite|aim of strategic procurement|ziel der strategischen auftragsvergabe|strategiske udbud|strategic procurement',
  'BT-774':
    "tilgang til reduktion af miljøpåvirkninger|tilnærming til å redusere miljøpåvirkningen|grønn anskaffelse|metod som ska minska miljöpåverkan|lähestymistapa ympäristövaikutusten vähentämiseen|approach to reducing environmental impacts|konzept zur verringerung der umweltauswirkungen|aanpak voor het beperken van milieueffecten|méthode utilisée pour réduire l'incidence environnementale|grønne udbud|green procurement",
  'BT-775':
    'socialt mål, som fremmes|samfunnsmål fremmes|socialt mål som främjas|edistettävä sosiaalinen tavoite|social objective promoted|gefördertes soziales ziel|social procurement',
  'BT-776':
    "offentlige indkøb af innovationsløsninger|innovativt mål|anskaffelse av innovasjon - innovativ anskaffelse|innovationsupphandling|innovaatiohankinnat|innovation procurement|innovationsfördernde auftragsvergabe|innovatiegericht aanbesteden|l'achat public innovant|procurement of innovation",
  'BT-805':
    'grønne udbudskriterier|grønne anskaffelseskriterier|kriterier för grön upphandling|ympäristöä säästävien hankintojen kriteerit|green procurement criteria|grüne auftragsvergabe — kriterien|criteria groene overheidsopdrachten|critères marchés publics écologiques',
};
const byLabel = new Map(
  (Object.entries(labels) as [StrategyTerm, string][]).flatMap(([term, words]) =>
    words.split('|').map((word) => [word, term] as const),
  ),
);
const byNumber = new Map(strategyTerms.map((term) => [Number(term.slice(3)), term]));

/** The term that a control stands for, by id, name or label key (`bt_774_lot`, `field|name|BT-774-Lot`), else by label. */
export function strategyTermOf(names: readonly string[], label: string): StrategyTerm | null {
  for (const name of names) {
    const number = /(?:^|[^a-z])bt[-_ ]?(\d{2,4})(?!\d)/i.exec(name)?.[1];
    if (number !== undefined) return byNumber.get(Number(number)) ?? null;
  }
  return label.length > longestLabel ? null : (byLabel.get(normaliseLabel(label)) ?? null);
}

const lotWords =
  /(?:^|[^\p{L}])(?:delkontrakt|delaftale|delanskaffelse|delytelse|parti|lot|los)[ _-]*(?:lot[ _-]*)?0*(\d{1,4})(?!\d)/iu;

/** The lot that a control is about: by id or name ("bt_774_lot_0002", "BT-774-Lot-0002"), else by label ("… delkontrakt 2"). */
export function lotOfSlot(names: readonly string[], label: string): number | null {
  const found = names.map((name) => /[-_]lot[-_]0*(\d{1,4})(?![a-z\d])/i.exec(name)).find((match) => match !== null);
  const number = (found ?? lotWords.exec(label))?.[1];
  return number === undefined ? null : Number(number);
}

/** Whether a slot about a lot of that number is about the lot of this id ("LOT-0002"). */
export function isLotNumber(lotId: string, lot: number): boolean {
  return Number(/(\d+)\D*$/.exec(lotId)?.[1] ?? Number.NaN) === lot;
}
