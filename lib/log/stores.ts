/** Raise it with every change to the stores, and write an upgrade; a journal of a higher version is left untouched. */
export const journalVersion = 4;

const first = {
  journal: 'id, recordId, procedureId',
  current:
    'recordId, procedureId, [procedureId+decidedAt+recordId], [decidedAt+recordId], [area+decidedAt+recordId], [unit+decidedAt+recordId], ' +
    '[target.id+decidedAt+recordId], [verdict+decidedAt+recordId], [moved+decidedAt+recordId]',
  procedures: 'id, *keys, followedAt, [followedAt+id]',
  decisionRollup: '[day+unit+area+target+verdict]',
  procedureState: 'procedureId, day, followedDay, unit',
  tipRecords: 'id, procedureId',
  meta: 'key',
};

/** A row without the indexed field (no author, no reason, no conflict) is not in the index and costs nothing there. */
const second = {
  ...first,
  journal: 'id, recordId, procedureId, author, [device+decidedAt+id]',
  sightings: 'id, *links, *joins, device',
  baseline: 'recordId, procedureId, counted.day',
  tombstones: '[kind+id]',
  steps: 'id, procedureId, author',
  outcomes: 'id, recordId, procedureId, author, case.area, case.target',
  current:
    `${first.current}, *records, firstDay, [portal+decidedAt+recordId], [reason.code+decidedAt+recordId], ` +
    '[author+decidedAt+recordId], [disputed+decidedAt+recordId], [unproven+decidedAt+recordId]',
  procedures: `${first.procedures}, *words, *members, deadline`,
  procedureState: `${first.procedureState}, [waiting+followedDay+procedureId]`,
  monthRollup: '[scope+month+area]',
  imports: 'id, at',
  origins: 'id, importId',
  staged: '[importId+seq]',
};

const stores = {
  1: first,
  2: second,
  /** Those of the second, with more figures in `monthRollup`. */
  3: second,
  4: { ...second, outbox: '++place, &[type+id]' },
} as const;

/**
 * The stores of a version with their indexes, as Dexie writes them: key first, `++` where the browser counts it, `*` for
 * one entry per item of a list, `&` where each may stand once.
 */
export function storesOf(version: keyof typeof stores): Record<string, string> {
  return stores[version];
}
