import type { CurrentRow } from '../../log/rows.ts';
import type { Money, Procedure } from '../../log/schema.ts';
import { goalLists } from '../../targets/goals.ts';
import { boughtVehicles, vehicleCounts } from '../notice-codes/bought-vehicles.ts';
import { ocdsGoals, ocdsStatus, ocdsStrategies, procurementCategory, stageOf } from './codes.ts';
import { organisationName, withoutPersons } from './without-persons.ts';

/** An ocid's prefix is given out by the Open Contracting Partnership; this one says that none has been asked for. */
export const placeholderPrefix = 'ocds-xxxxxx';

/** eForms gives a tender that is not divided one lot of this name, and OCDS keeps sustainability on lots alone. */
const onlyLot = 'LOT-0000';

/** A count of vehicles as the log has it. */
type VehicleCount = (typeof vehicleCounts)[keyof typeof vehicleCounts];

export interface ReleaseOptions {
  /** Registered prefix; empty for none. */
  prefix: string;
  /** Title of a target in the version decided on. */
  titleOf: (target: string, version: number) => string;
  /** What targets ask, in the language of the package; null where the installed packs have none of them. */
  demandsOf: (targets: readonly CurrentRow['target'][]) => string | null;
  /** Words of a reason's code. */
  reasonOf: (code: string) => string;
  /** Words of a count of vehicles. */
  vehiclesOf: (count: VehicleCount) => string;
}

/** What a release tells of. */
export interface ToldProcedure {
  procedure: Procedure;
  /** Its decisions that go along. */
  rows: readonly CurrentRow[];
  /** Its targets that wait for a decision, where they are to be told. */
  open: readonly string[];
}

/**
 * One procedure as an OCDS release: what is aimed at as `sustainability` of its lots, what came of it as milestones of
 * type assessment. Left out are targets that do not apply, quotations, the device and whoever decided.
 */
export function ocdsRelease({ procedure, rows: unsorted, open }: ToldProcedure, options: ReleaseOptions) {
  const { prefix } = options;
  const rows = unsorted.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'en'));
  const id = procedure.procedureId ?? procedure.id;
  const newest = rows
    .map(({ decidedAt }) => decidedAt)
    .sort()
    .at(-1);
  const stage = stageOf(latestPhase(rows), procedure.publicationNumber !== null);
  const buyer = buyerOf(procedure);
  const category = procurementCategory(procedure.cpv.main);
  const lots = lotsOf(procedure, rows, options);
  // What was decided on the whole of a divided tender is said once, and of all its lots.
  const whole = lots.some(({ id: lot }) => lot === onlyLot) ? [] : rows.filter(({ lotId }) => lotId === null);
  const milestones = [...milestonesOf(whole, options), ...openMilestones(procedure, open, options)];
  const targets = metricsOf(rows, options);
  const awards = awardsOf(rows, id, lots, options);
  return {
    ocid: `${prefix || placeholderPrefix}-${id}`,
    id: `${procedure.publicationNumber ?? id}-r${rows.reduce((sum, { rev }) => sum + rev, 0)}`,
    date: newest ?? new Date(procedure.followedAt).toISOString(),
    tag: [stage.tag, ...(awards.length > 0 ? ['award'] : [])],
    initiationType: 'tender',
    ...(procedure.language && { language: procedure.language }),
    title: withoutPersons(procedure.title),
    ...(buyer && { parties: [{ ...buyer.party, roles: ['buyer'] }], buyer: buyer.reference }),
    tender: {
      id,
      title: withoutPersons(procedure.title),
      ...(procedure.reference && { identifiers: [{ scheme: 'internal', id: procedure.reference }] }),
      status: stage.status,
      ...(category && { mainProcurementCategory: category }),
      ...(procedure.value && { value: procedure.value }),
      ...some('items', itemsOf(procedure)),
      lots,
      ...some('milestones', milestones),
      ...some('targets', targets),
    },
    ...some('awards', awards),
  };
}

/** The same procedure is written in the same order on every device. */
const orderOf = ({ target, lotId }: CurrentRow) => `${target.id} ${lotId ?? ''}`;

/** A list under its name, or nothing: OCDS knows no empty lists. */
const some = <Name extends string, T>(name: Name, items: T[]) =>
  (items.length > 0 ? { [name]: items } : {}) as { [key in Name]?: T[] };

function latestPhase(rows: readonly CurrentRow[]): CurrentRow['phase'] {
  const order = ['planning', 'specification', 'tender', 'award', 'contract'] as const;
  return order.findLast((phase) => rows.some((row) => row.phase === phase)) ?? null;
}

function buyerOf({ buyer }: Procedure) {
  if (buyer === null) return null;
  const name = organisationName(buyer.name);
  const identifier = buyer.id && buyer.scheme ? { scheme: buyer.scheme, id: buyer.id } : null;
  const reference = { id: identifier ? `${identifier.scheme}-${identifier.id}` : 'buyer', name };
  return { reference, party: { ...reference, ...(identifier && { identifier }) } };
}

function itemsOf({ cpv, lots }: Procedure) {
  const codes: { code: string; lot: string | null }[] = [
    ...[cpv.main, ...cpv.additional].flatMap((code) => (code ? [{ code, lot: null }] : [])),
    ...lots.flatMap((lot) => lot.cpv.map((code) => ({ code, lot: lot.id }))),
  ];
  return codes.map(({ code, lot }, place) => ({
    id: String(place + 1),
    classification: { scheme: 'CPV', id: code },
    ...(lot && { relatedLot: lot }),
  }));
}

function lotsOf(procedure: Procedure, rows: readonly CurrentRow[], options: ReleaseOptions) {
  const known = new Map(procedure.lots.map((lot) => [lot.id, lot]));
  const named = rows.flatMap(({ lotId }) => (lotId === null ? [] : [lotId]));
  const ids = known.size + named.length === 0 ? [onlyLot] : [...new Set([...known.keys(), ...named])];
  return ids.map((id) => {
    const lot = known.get(id);
    const own = rows.filter(({ lotId }) => lotId === id || (lotId === null && id === onlyLot));
    const about = rows.filter(({ lotId }) => lotId === id || lotId === null);
    return {
      id,
      ...(lot?.title && { title: withoutPersons(lot.title) }),
      ...priceOf(lot?.value ?? null),
      ...sustainabilityOf(about, options),
      ...vehiclesOf(about),
      ...weightsOf(about, options),
      ...some('milestones', milestonesOf(own, options)),
    };
  });
}

const priceOf = (value: Money | null) => (value === null ? {} : { value });

/** The aims of what is met or partly met, each with what is asked for it (BT-777) and where that stands. */
function sustainabilityOf(rows: readonly CurrentRow[], { demandsOf }: ReleaseOptions) {
  const behind = new Map<string, CurrentRow[]>();
  for (const row of rows) {
    if (row.verdict !== 'met' && row.verdict !== 'partiallyMet') continue;
    for (const goal of ocdsGoals(goalLists(row.goals))) behind.set(goal, [...(behind.get(goal) ?? []), row]);
  }
  const aims = [...behind].map(([goal, own]) => {
    const met = own.filter(({ verdict }) => verdict === 'met');
    const description = demandsOf((met.length > 0 ? met : own).map(({ target }) => target));
    const strategies = [...new Set(own.flatMap(ocdsStrategies))].sort();
    return { goal, ...(description && { description }), ...some('strategies', strategies) };
  });
  if (aims.length > 0) return { hasSustainability: true, sustainability: aims };
  // Nothing is said of a lot that nothing was decided on.
  const isRefused = rows.length > 0 && rows.every(({ verdict }) => verdict === 'notMet' || verdict === 'notApplicable');
  return isRefused ? { hasSustainability: false } : {};
}

function vehiclesOf(rows: readonly CurrentRow[]) {
  const inScope = rows.flatMap(({ vehicles }) => (vehicles?.inScope ? [vehicles] : []));
  if (inScope.length === 0) return {};
  const types = [...new Set(inScope.flatMap(({ contractType }) => contractType ?? []))];
  const classifications = types.map((id) => ({ scheme: 'eu-cvd-contract-type', id }));
  return { coveredBy: ['EU-CVD'], ...some('additionalClassifications', classifications) };
}

function weightsOf(rows: readonly CurrentRow[], { titleOf }: ReleaseOptions) {
  const criteria = rows.flatMap(({ awardWeightPct, target }) =>
    awardWeightPct === null
      ? []
      : [
          {
            type: 'quality',
            name: titleOf(target.id, target.version),
            numbers: [{ number: awardWeightPct, weight: 'percentageExact' }],
          },
        ],
  );
  return criteria.length === 0 ? {} : { awardCriteria: { criteria } };
}

function milestonesOf(rows: readonly CurrentRow[], { titleOf, reasonOf }: ReleaseOptions) {
  return rows.flatMap((row) => {
    const status = ocdsStatus(row);
    if (status === null) return [];
    const { recordId, target, decidedAt, reason } = row;
    const word = reason && `${reasonOf(reason.code)} (${reason.code})`;
    const text = reason?.text ? `: ${withoutPersons(reason.text)}` : '';
    return [
      {
        id: recordId,
        type: 'assessment',
        code: target.id,
        title: titleOf(target.id, target.version),
        status,
        ...(status === 'met' && { dateMet: decidedAt }),
        dateModified: decidedAt,
        ...(word && { description: `${word}${text}` }),
        ...some('documents', documentsOf(row)),
      },
    ];
  });
}

/** Where the evidence is, without its words. */
function documentsOf({ recordId, evidence }: CurrentRow) {
  return evidence.map(({ kind, title, url, page }, place) => ({
    id: `${recordId}-${place + 1}`,
    documentType: kind,
    ...(title && { title: withoutPersons(title) }),
    ...(url && { url }),
    ...(page && { pageStart: page }),
  }));
}

function openMilestones({ id, relevant }: Procedure, open: readonly string[], { titleOf }: ReleaseOptions) {
  return relevant
    .filter(({ target }) => open.includes(target))
    .map(({ target, version, lots }) => ({
      id: `${id}-${target}`,
      type: 'assessment',
      code: target,
      title: titleOf(target, version),
      status: 'scheduled',
      ...some('relatedLots', lots),
    }));
}

/** What was measured, and vehicles, as figures of the tender. */
function metricsOf(rows: readonly CurrentRow[], { titleOf }: ReleaseOptions) {
  return rows.flatMap(({ recordId, target, lotId, measured, vehicles }) => {
    const title = titleOf(target.id, target.version);
    const dimensions = lotId === null ? {} : { dimensions: { relatedLot: lotId } };
    const one = (id: string, measure: number, unit: string, notes: string) => ({
      id: `${recordId}-${id}`,
      measure,
      unit: { name: unit },
      notes,
      ...dimensions,
    });
    const observations = [
      ...(measured ? [one('measured', measured.value, measured.unit, measured.metric)] : []),
      ...(vehicles?.inScope
        ? (['total', 'clean', 'zero'] as const).map((part) =>
            one(
              `vehicles-${part}`,
              vehicles[part],
              'vehicles',
              vehicles.category ? `${part}, ${vehicles.category}` : part,
            ),
          )
        : []),
    ];
    return observations.length === 0 ? [] : [{ id: recordId, title, observations }];
  });
}

/**
 * The vehicles that were bought, as items of an award on each lot (BT-723, OPT-155, OPT-156): one for each count, of
 * which the further ones are part of the first. Only what was noted once the contract was awarded; who won it is not in
 * the log.
 */
function awardsOf(
  rows: readonly CurrentRow[],
  id: string,
  known: readonly { id: string }[],
  { vehiclesOf }: ReleaseOptions,
) {
  const awarded = rows.filter(({ phase }) => phase === 'award' || phase === 'contract');
  const lots = new Map<string, CurrentRow[]>();
  for (const row of awarded) {
    const lot = row.lotId ?? onlyLot;
    lots.set(lot, [...(lots.get(lot) ?? []), row]);
  }
  return [...lots].flatMap(([lot, own]) => {
    const items = boughtVehicles(own).flatMap(({ category, ...counts }) =>
      Object.entries(vehicleCounts).map(([code, count]) => ({
        description: vehiclesOf(count),
        quantity: counts[count],
        additionalClassifications: [
          { scheme: 'vehicles', id: code },
          ...(category ? [{ scheme: 'eu-vehicle-category', id: category }] : []),
        ],
      })),
    );
    if (items.length === 0) return [];
    return [
      {
        id: `${id}-${lot}`,
        ...(known.some((one) => one.id === lot) && { relatedLots: [lot] }),
        items: items.map((item, place) => ({ id: String(place + 1), ...item })),
      },
    ];
  });
}
