import type { Procedure, Revision } from '../../log/schema.ts';
import { aimsOf, type GoalLists, goalLists } from '../../targets/goals.ts';
import type { Target } from '../../targets/schema.ts';
import { type BoughtVehicles, boughtVehicles } from './bought-vehicles.ts';
import { energyDuties, energyOf } from './energy.ts';
import { isAllowed } from './subtypes.ts';
import { type CodeTerm, type EnergyBasis, type EnergyItem, type EnergyLabel, isCurrent, retiredFrom } from './terms.ts';

/** What is read of a decision. */
export type NoticeDecision = Pick<
  Revision,
  'kind' | 'verdict' | 'recordId' | 'lotId' | 'target' | 'goals' | 'gpp' | 'vehicles' | 'day'
>;

/** What the codes of a procedure follow from. */
export interface NoticeSource {
  procedure: Pick<Procedure, 'lots' | 'cpv' | 'relevant'>;
  /** The current rows of the log, of any kind. */
  rows: readonly NoticeDecision[];
  /** A target in a version; null where the installed packs do not have it. */
  target: (id: string, version: number) => Pick<Target, 'eforms' | 'requirement'> | null;
}

/** What the buyer has to say on energy efficiency; CPV codes propose item and basis. */
export interface EnergyChoice {
  item: EnergyItem | null;
  basis: EnergyBasis | null;
  label: EnergyLabel | null;
}

/** A code that follows from decisions, with them. */
export interface ProposedCode {
  term: CodeTerm;
  code: string;
  /** The decisions, those on the lot before those on the whole tender; none where only the CPV code speaks for it. */
  from: readonly NoticeDecision[];
  /**
   * On until somebody switches it off. What only a partly met target stands for, an aim that only "other" stands for,
   * and what nobody decided on are off until somebody switches them on.
   */
  isSuggested: boolean;
}

/** The codes of one lot, or of the whole tender where it has no lots. */
export interface NoticeLot {
  lotId: string | null;
  codes: readonly ProposedCode[];
  /** What BT-811 is proposed as, once BT-810 is on. */
  energy: EnergyChoice;
  /** Vehicles that decisions tell of, for a result; none for a notice that does not count them. */
  vehicles: readonly BoughtVehicles[];
  /** Codes of older lists that decisions carry: read, and not written again. */
  retired: readonly { term: CodeTerm; code: string; from: readonly NoticeDecision[] }[];
}

type Decided = NoticeDecision & { verdict: NonNullable<NoticeDecision['verdict']> };
const isDecided = (row: NoticeDecision): row is Decided => row.kind === 'decision' && row.verdict !== null;
const isPromised = ({ verdict }: Decided) => verdict === 'met' || verdict === 'partiallyMet';

/**
 * The eForms codes that follow from a procedure's current decisions, for each lot: what is logged on a lot counts there
 * before what is logged on the whole tender.
 * @param subtype official number of the notice's type; fields that it does not have are left out
 */
export function noticeCodes(source: NoticeSource, subtype: string): NoticeLot[] {
  const decisions = source.rows.filter(isDecided);
  const own = decisions.flatMap(({ lotId }) => lotId ?? []);
  const lots = [...new Set([...source.procedure.lots.map(({ id }) => id), ...own])];
  return (lots.length === 0 ? [null] : lots).map((lotId) =>
    codesOfLot(source, decisionsOn(decisions, lotId), lotId, subtype),
  );
}

function decisionsOn(decisions: readonly Decided[], lotId: string | null): Decided[] {
  const own = decisions.filter((row) => row.lotId === lotId);
  if (lotId === null) return own;
  const isSaid = (id: string) => own.some(({ target }) => target.id === id);
  return [...own, ...decisions.filter((row) => row.lotId === null && !isSaid(row.target.id))];
}

function codesOfLot(
  source: NoticeSource,
  decisions: readonly Decided[],
  lotId: string | null,
  subtype: string,
): NoticeLot {
  const lists = new Map(
    decisions.map((row) => [row, goalLists(row.goals, source.target(row.target.id, row.target.version)?.eforms)]),
  );
  const goods = energyOf(cpvOf(source, lotId));
  const codes = [
    ...aims(decisions, lists),
    ...listed('BT-774', decisions, (row) => lists.get(row)?.bt774 ?? []),
    ...listed('BT-775', decisions, (row) => lists.get(row)?.bt775 ?? []),
    ...listed('BT-776', decisions, (row) => lists.get(row)?.bt776 ?? []),
    ...listed('BT-805', decisions, ({ gpp }) => gpp),
    ...none(source, decisions, lotId),
    ...vehicles(decisions),
    ...energyScope(decisions, goods !== null),
  ];
  return {
    lotId,
    codes: codes.filter(({ term }) => isAllowed(term, subtype)),
    energy: { item: goods?.item ?? null, basis: goods?.basis ?? null, label: null },
    vehicles: isAllowed('BT-723', subtype) ? boughtVehicles(decisions) : [],
    retired: retired(decisions).filter(({ term }) => isAllowed(term, subtype)),
  };
}

function cpvOf({ procedure }: NoticeSource, lotId: string | null): (string | null)[] {
  const own = procedure.lots.find(({ id }) => id === lotId)?.cpv ?? [];
  return [...own, procedure.cpv.main, ...procedure.cpv.additional];
}

/** Codes that decisions carry themselves, sorted, "other" last. */
function listed(term: CodeTerm, decisions: readonly Decided[], codesOf: (row: Decided) => readonly string[]) {
  const promised = decisions.filter(isPromised);
  const order = (code: string) => (code === 'other' ? '~' : code);
  const codes = [...new Set(promised.flatMap(codesOf))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return codes.flatMap((code): ProposedCode[] => {
    const from = promised.filter((row) => codesOf(row).includes(code));
    const isSaying = term === 'BT-805' || code !== 'other';
    if (!isCurrent(term, code)) return [];
    return [{ term, code, from, isSuggested: isSaying && from.some(({ verdict }) => verdict === 'met') }];
  });
}

/** BT-06: the aims that the codes of the three lists stand for. */
function aims(decisions: readonly Decided[], lists: ReadonlyMap<Decided, GoalLists>): ProposedCode[] {
  const promised = decisions.filter(isPromised);
  const aimsBy = (row: Decided, saying: boolean) => {
    const own = lists.get(row) ?? { bt774: [], bt775: [], bt776: [] };
    const heard = (codes: readonly string[]) => codes.filter((code) => !saying || code !== 'other');
    return aimsOf({ bt774: heard(own.bt774), bt775: heard(own.bt775), bt776: own.bt776 });
  };
  return ['env-imp', 'inn-pur', 'soc-obj'].flatMap((code): ProposedCode[] => {
    const from = promised.filter((row) => aimsBy(row, false).includes(code));
    if (from.length === 0) return [];
    const isSuggested = from.some((row) => row.verdict === 'met' && aimsBy(row, true).includes(code));
    return [{ term: 'BT-06', code, from, isSuggested }];
  });
}

/** "None" in BT-06 and BT-805: only where every relevant target was decided on, and none of them is met in any part. */
function none({ procedure, rows }: NoticeSource, decisions: readonly Decided[], lotId: string | null): ProposedCode[] {
  const mistaken = new Set(rows.filter(({ kind }) => kind === 'mismatch').map(({ target }) => target.id));
  const isHere = (lots: readonly string[]) => lotId === null || lots.length === 0 || lots.includes(lotId);
  const open = procedure.relevant.filter(
    ({ target, lots, counts }) =>
      counts && isHere(lots) && !mistaken.has(target) && !decisions.some((row) => row.target.id === target),
  );
  if (open.length > 0 || decisions.length === 0 || decisions.some(isPromised)) return [];
  const terms = ['BT-06', 'BT-805'] as const;
  return terms.map((term) => ({ term, code: 'none', from: decisions, isSuggested: true }));
}

/** BT-717 and BT-735: what the decisions say of vehicles, whatever became of the target. */
function vehicles(decisions: readonly Decided[]): ProposedCode[] {
  const told = decisions.filter((row) => row.vehicles !== null);
  const within = told.filter((row) => row.vehicles?.inScope);
  if (told.length === 0) return [];
  if (within.length === 0) return [{ term: 'BT-717', code: 'false', from: told, isSuggested: true }];
  const types = [...new Set(within.flatMap((row) => row.vehicles?.contractType ?? []))].sort();
  return [
    { term: 'BT-717', code: 'true', from: within, isSuggested: true },
    ...types.map(
      (code): ProposedCode => ({
        term: 'BT-735',
        code,
        from: within.filter((row) => row.vehicles?.contractType === code),
        isSuggested: true,
      }),
    ),
  ];
}

/** BT-810: by a decision on the duty itself; where only the goods speak for it, it is for the buyer to say. */
function energyScope(decisions: readonly Decided[], hasGoods: boolean): ProposedCode[] {
  const onDuty = decisions.filter(({ target }) => energyDuties.includes(target.id));
  const applying = onDuty.filter(({ verdict }) => verdict !== 'notApplicable');
  if (applying.length > 0)
    return [{ term: 'BT-810', code: 'true', from: applying, isSuggested: applying.some(isPromised) }];
  if (onDuty.length > 0) return [{ term: 'BT-810', code: 'false', from: onDuty, isSuggested: false }];
  return hasGoods && decisions.length > 0 ? [{ term: 'BT-810', code: 'true', from: [], isSuggested: false }] : [];
}

function retired(decisions: readonly Decided[]): NoticeLot['retired'] {
  const promised = decisions.filter(isPromised);
  const codes = [...new Set(promised.flatMap(({ goals }) => goals))].sort();
  return codes.flatMap((code) => {
    const term = retiredFrom(code);
    return term === null ? [] : [{ term, code, from: promised.filter(({ goals }) => goals.includes(code)) }];
  });
}
