import { onJournal } from '../../../log/database.ts';
import { accepts } from '../../../log/find/filter.ts';
import { isAllMet, sumOf } from '../../../log/rollups/sums.ts';
import type { ProcedureStateRow, StatusCounts } from '../../../log/rows.ts';
import type { Procedure } from '../../../log/schema.ts';
import type { Sheet, SheetCell } from '../../../reporting/xlsx/workbook.ts';
import type { ExportJob } from '../job.ts';

/** Procedures read at once. */
const batchSize = 500;

interface Standing {
  procedure: Procedure;
  state: ProcedureStateRow;
}

const text = (value: string | null | undefined): SheetCell => (value ? { kind: 'text', value } : null);
const id = (value: string | null | undefined): SheetCell => (value ? { kind: 'id', value } : null);
const number = (value: number): SheetCell => ({ kind: 'number', value });
const date = (value: string | null | undefined): SheetCell =>
  value ? { kind: 'date', value: value.slice(0, 10) } : null;

/** Where the targets stand that count: those of area `all` apply to every purchase and are left out, as in I2. */
function relevantOf({ areas }: ProcedureStateRow): StatusCounts {
  return sumOf(Object.entries(areas).flatMap(([area, counts]) => (area === 'all' ? [] : [counts])));
}

/** A row a procedure: those of the chosen decisions, or all that are followed or decided on. */
export function proceduresSheet(job: ExportJob): Sheet {
  const { texts } = job;
  const yes = texts('decision.yes');
  const no = texts('decision.no');
  const columns: [title: string, width: number, cell: (of: Standing, relevant: StatusCounts) => SheetCell][] = [
    [texts('csv.title'), 40, ({ procedure }) => text(procedure.title)],
    [texts('csv.buyerName'), 24, ({ procedure }) => text(procedure.buyer?.name)],
    [texts('csv.buyerId'), 12, ({ procedure }) => id(procedure.buyer?.id)],
    [texts('csv.unit'), 20, ({ state }) => text(state.unit)],
    [texts('csv.reference'), 16, ({ procedure }) => id(procedure.reference)],
    [texts('csv.procedureId'), 18, ({ procedure }) => text(procedure.id)],
    [texts('csv.noticeProcedureId'), 18, ({ procedure }) => text(procedure.procedureId)],
    [texts('csv.publicationNumber'), 16, ({ procedure }) => id(procedure.publicationNumber)],
    [texts('csv.portal'), 12, ({ procedure }) => text(procedure.portal)],
    [texts('csv.url'), 24, ({ procedure }) => text(procedure.url)],
    [texts('csv.cpvMain'), 12, ({ procedure }) => id(procedure.cpv.main)],
    [
      texts('csv.valueAmount'),
      18,
      ({ state: { value } }) => (value === null ? null : { kind: 'amount', value: value.amount }),
    ],
    [texts('csv.valueCurrency'), 8, ({ state }) => text(state.value?.currency)],
    [texts('sheets.followed'), 12, ({ state }) => date(state.followedDay)],
    [texts('sheets.firstDecision'), 14, ({ state }) => date(state.day)],
    [texts('sheets.deadline'), 12, ({ procedure }) => deadlineOf(procedure)],
    [texts('sheets.relevantMet'), 14, (_, relevant) => number(relevant.met)],
    [texts('sheets.relevantPartlyMet'), 14, (_, relevant) => number(relevant.partiallyMet)],
    [texts('sheets.relevantNotMet'), 14, (_, relevant) => number(relevant.notMet)],
    [texts('sheets.relevantNotApplicable'), 14, (_, relevant) => number(relevant.notApplicable)],
    [texts('sheets.relevantOpen'), 14, (_, relevant) => number(relevant.open)],
    [texts('sheets.allMet'), 14, (_, relevant) => text(isAllMet(relevant) ? yes : no)],
  ];
  async function* rows(): AsyncGenerator<SheetCell[][]> {
    for await (const batch of eachProcedure(job)) {
      yield batch.map((standing) => {
        const relevant = relevantOf(standing.state);
        return columns.map(([, , cell]) => cell(standing, relevant));
      });
    }
  }
  return {
    name: texts('sheets.procedures'),
    columns: columns.map(([title, width]) => ({ title, width })),
    rows: rows(),
  };
}

/** A deadline's day where it is one; a portal's own words as they are. */
function deadlineOf({ deadline }: Procedure): SheetCell {
  if (deadline === null) return null;
  return /^\d{4}-\d{2}-\d{2}/.test(deadline) ? date(deadline) : text(deadline);
}

/** The procedures of an export by primary key, batch by batch. */
async function* eachProcedure({ journal, request, signal, tell }: ExportJob): AsyncGenerator<Standing[]> {
  const { filter } = request;
  const accepted = filter && accepts(filter);
  const total = await onJournal(journal, 'everything', () => journal.procedureState.count());
  let last = '';
  let done = 0;
  for (;;) {
    signal.throwIfAborted();
    const above = last;
    const [states, batch] = await onJournal(journal, 'everything', async () => {
      const found = await journal.procedureState.where(':id').above(above).limit(batchSize).toArray();
      const ids = found.map(({ procedureId }) => procedureId);
      const procedures = await journal.procedures.bulkGet(ids);
      const chosen = new Set<string>();
      if (accepted) {
        const rows = await journal.current.where('procedureId').anyOf(ids).filter(accepted).toArray();
        for (const { procedureId } of rows) chosen.add(procedureId);
      }
      const isChosen = ({ procedureId, followedDay, day }: ProcedureStateRow) =>
        accepted ? chosen.has(procedureId) : followedDay !== null || day !== null;
      return [
        found,
        found.flatMap((state, place) => {
          const procedure = procedures[place];
          return procedure && isChosen(state) ? [{ procedure, state }] : [];
        }),
      ] as const;
    });
    if (batch.length > 0) yield batch;
    done += states.length;
    tell({ step: 'procedures', done: Math.min(done, total), total });
    if (states.length < batchSize) return;
    last = states.at(-1)?.procedureId ?? last;
  }
}
