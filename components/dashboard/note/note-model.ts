import { formatNumber } from '../../../lib/i18n.ts';
import { standingSteps } from '../../../lib/log/procedures/steps.ts';
import { isDecision, procedureValue } from '../../../lib/log/rollups/rollups.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Evidence } from '../../../lib/log/schema.ts';
import { formatDay, formatMoney } from '../../ui/format.ts';
import type { Mark } from '../../ui/verdict-mark.tsx';
import { areaName, contentIn, findTarget, type House, targetTitle } from '../house.ts';
import { labelsOf, labelsWithCodes } from '../invoice-labels.tsx';
import { checklistOf } from '../procedure/checklist-steps.ts';
import type { WholeProcedure } from '../procedure/whole-procedure.ts';

/** What the user says before the note is printed; nothing of it is kept. */
export interface NoteOptions {
  /** Number of the case in the authority's own system. */
  caseNumber: string;
  /** Pseudonyms from the log stand in the note. */
  withNames: boolean;
}

/** One target with a decision on it, or an open one; lots that were decided on alike stand together. */
export interface NoteRow {
  key: string;
  target: string;
  /** Scheme and version that the decision refers to. */
  version: string;
  lots: string;
  verdict: Mark;
  verdictWords: string;
  /** Why it is not met: "følg eller forklar". */
  reason: string;
  /** Where it stands in the documents, weight, measure, labels. */
  details: string[];
  evidence: string[];
  day: string;
  author: string;
}

/** The note in the user's words, the same for the page, the printer and the clipboard. */
export interface Note {
  title: string;
  facts: { name: string; value: string }[];
  summary: string;
  /** Targets by product area. */
  groups: { area: string; rows: NoteRow[] }[];
  /** Innovation steps that were taken or passed over, with their day. */
  steps: string[];
  tips: string[];
  /** How the note came about, and where it belongs. */
  method: string[];
  isEmpty: boolean;
}

type NoteHouse = Pick<House, 'data' | 'translate' | 'today' | 'edge'>;

/** The green note of a procedure: what was decided, why, and on what. */
export function noteOf(house: NoteHouse, whole: WholeProcedure, options: NoteOptions): Note {
  const { translate, data, today, edge } = house;
  const { locale } = translate;
  const { procedure, rows } = whole;
  const decisions = rows.filter(isDecision);
  const decided = new Set(decisions.map(({ target }) => target.id));
  const open = Object.entries(whole.state?.targets ?? {}).filter(([id]) => !decided.has(id));
  const own = [
    ...rowsOf(house, decisions, whole, options),
    ...open.map(([id, { area }]) => ({ area, row: openRow(house, id) })),
  ];
  const areas = [...new Set(own.map(({ area }) => area))].sort();
  const value = procedureValue(procedure);
  const facts: [string, string | null | undefined][] = [
    ['note.caseNumber', options.caseNumber.trim() || translate('note.noCaseNumber')],
    ['record.buyer', procedure.buyer && [procedure.buyer.name, procedure.buyer.id].filter(Boolean).join(' · ')],
    ['filter.unit', procedure.unit],
    ['record.publication', procedure.publicationNumber],
    ['record.cpv', [procedure.cpv.main, ...procedure.cpv.additional].filter(Boolean).join(', ')],
    ['note.value', value && formatMoney(value, locale)],
    ['note.lots', procedure.lots.length > 1 ? String(procedure.lots.length) : null],
  ];
  const labels = labelsOf(
    house,
    decisions.flatMap(({ ecolabels }) => ecolabels),
  );
  const earlier = [...new Set(decisions.map(({ tool }) => tool.data))].filter((version) => version !== data.version);
  return {
    title: procedure.title,
    facts: facts.flatMap(([name, text]) => (text ? [{ name: translate(name), value: text }] : [])),
    summary: summaryOf(house, whole),
    groups: areas.map((area) => ({
      area: areaName(house, area),
      rows: own.filter((one) => one.area === area).map(({ row }) => row),
    })),
    steps: stepsOf(house, whole, options),
    tips: whole.usedTips.map((id) => tipTitle(house, id)),
    method: [
      ...(labels.length > 0 ? [translate('note.invoice', { labels: labelsWithCodes(house, labels) })] : []),
      translate('note.made', { day: formatDay(today, locale), tool: edge.toolVersion, data: data.version }),
      ...(earlier.length > 0 ? [translate('note.decidedWith', { data: earlier.sort().join(', ') })] : []),
      translate('note.archive'),
    ],
    isEmpty: decisions.length === 0,
  };
}

function summaryOf({ translate }: NoteHouse, { state, rows }: WholeProcedure): string {
  const standings = Object.values(state?.targets ?? {}).map(({ status }) => status);
  if (standings.length === 0) return translate('note.noTargets');
  const marks: Mark[] = ['met', 'partiallyMet', 'notMet', 'notApplicable', 'open'];
  const parts = marks.flatMap((mark) => {
    const count = standings.filter((standing) => standing === mark).length;
    return count > 0 ? [translate(`note.count.${mark}`, { count })] : [];
  });
  const summary = translate('note.summary', { count: standings.length, parts: parts.join(', ') });
  const isExplained = rows.some((row) => isDecision(row) && row.reason !== null);
  return isExplained ? `${summary} ${translate('note.explained')}` : summary;
}

/** Decisions that say the same of one target, on whichever lots, as one row. */
function rowsOf(
  house: NoteHouse,
  decisions: readonly CurrentRow[],
  { procedure }: WholeProcedure,
  options: NoteOptions,
): { area: string; row: NoteRow }[] {
  const { translate } = house;
  const together = new Map<string, { area: string; lots: string[]; row: NoteRow }>();
  for (const decision of decisions) {
    const row = decisionRow(house, decision, options);
    const key = JSON.stringify(row);
    const known = together.get(key) ?? { area: decision.area, lots: [], row: { ...row, key } };
    if (decision.lotId !== null) known.lots.push(decision.lotId);
    together.set(key, known);
  }
  const titleOf = (id: string) => procedure.lots.find((lot) => lot.id === id)?.title;
  const inOrder = new Intl.Collator(translate.locale, { numeric: true });
  return [...together.values()]
    .map(({ area, lots: unsorted, row }) => {
      const lots = unsorted.sort(inOrder.compare);
      const names = lots.length === 1 ? [lots[0], titleOf(lots[0] ?? '')].filter(Boolean).join(' · ') : lots.join(', ');
      const words = lots.length === 0 ? '' : translate('notice.lots', { count: lots.length, lots: names });
      return { area, row: { ...row, lots: words } };
    })
    .sort((a, b) => a.row.target.localeCompare(b.row.target, translate.locale));
}

function decisionRow(house: NoteHouse, row: CurrentRow, { withNames }: NoteOptions): NoteRow {
  const { translate, data } = house;
  const { locale } = translate;
  const labels = row.ecolabels.map((id) => {
    const known = data.ecolabels.find((label) => label.id === id);
    return known ? contentIn(known.name, locale).text : id;
  });
  const { measured, vehicles } = row;
  const details = [
    row.placement.length === 0
      ? ''
      : translate('note.placement', { places: row.placement.map((code) => translate(`placement.${code}`)).join(', ') }),
    row.awardWeightPct === null ? '' : translate('note.weight', { weight: formatNumber(row.awardWeightPct, locale) }),
    measured ? `${measured.metric}: ${formatNumber(measured.value, locale)} ${measured.unit}` : '',
    labels.join(', '),
    vehicles?.inScope
      ? `${translate('decision.vehicles')}: ${translate('record.vehicles', { total: vehicles.total, clean: vehicles.clean, zero: vehicles.zero })}`
      : '',
  ];
  return {
    key: '',
    target: targetTitle(house, row.target.id, row.target.version),
    version: versionWords(house, row.target.id, row.target.scheme, row.target.version),
    lots: '',
    verdict: row.verdict ?? 'open',
    verdictWords: translate(`verdict.${row.verdict ?? 'open'}`),
    reason: row.reason ? [translate(`reason.${row.reason.code}`), row.reason.text].filter(Boolean).join(': ') : '',
    details: details.filter(Boolean),
    evidence: row.evidence.map((document) => evidenceWords(house, document)),
    day: formatDay(row.day, locale, 'short'),
    author: withNames ? (row.author ?? '') : '',
  };
}

function openRow(house: NoteHouse, id: string): NoteRow {
  const { translate } = house;
  const target = findTarget(house, id);
  return {
    key: `open ${id}`,
    target: targetTitle(house, id),
    version: target ? versionWords(house, id, target.scheme, target.version) : id,
    lots: '',
    verdict: 'open',
    verdictWords: translate('verdict.open'),
    reason: '',
    details: [],
    evidence: [],
    day: '',
    author: '',
  };
}

const versionWords = ({ translate }: NoteHouse, id: string, scheme: string, version: number) =>
  `${scheme} · ${id} · ${translate('target.version', { version: String(version) })}`;

/** A reference by which the document can be found again; the quote stays in the log. */
function evidenceWords({ translate }: NoteHouse, { kind, title, url, page }: Evidence): string {
  const name = [translate(`evidenceKind.${kind}`), title ?? url].filter(Boolean).join(': ');
  return page === null ? name : `${name}, ${translate('record.page', { page })}`;
}

function stepsOf({ translate, data }: NoteHouse, whole: WholeProcedure, { withNames }: NoteOptions): string[] {
  const marks = standingSteps(whole.steps);
  const known = checklistOf(data.tips, whole.procedure, whole.usedTips);
  return [...marks.values()]
    .filter(({ state }) => state !== 'open')
    .map((mark) => {
      const step = known.find(({ id }) => id === mark.step);
      const title = step ? contentIn(step.title, translate.locale).text : mark.step;
      const day = formatDay(mark.day, translate.locale, 'short');
      const said = translate(`checklist.state.${mark.state}`, { day });
      const author = withNames && mark.author ? ` (${mark.author})` : '';
      return `${title}: ${said}${author}${mark.note ? `. ${mark.note}` : ''}`;
    });
}

function tipTitle({ translate, data }: NoteHouse, id: string): string {
  const tip = data.tips.find((known) => known.id === id);
  return tip ? contentIn(tip.title, translate.locale).text : id;
}
