import { eachProcedure, type ProcedureWithRows } from '../../log/find/each-procedure.ts';
import type { LogFilter } from '../../log/find/queries.ts';
import { strategyText } from '../../reporting/notice-codes/strategy-text.ts';
import type { OcdsCheck } from '../../reporting/ocds/compile-check.ts';
import { type Publisher, packageHead } from '../../reporting/ocds/package.ts';
import { ocdsRelease, type ReleaseOptions } from '../../reporting/ocds/release.ts';
import type { FileParts } from './formats.ts';
import type { ExportJob } from './job.ts';
import { ExportProblem } from './problem.ts';

/** What a package says of whoever publishes it. */
export interface Publication {
  publisher: Publisher;
  /** Registered prefix of the ocids; empty for none. */
  prefix: string;
}

/** Filters under which a procedure is still told as a whole, so that what waits for a decision belongs to it. */
const wholeFilters: ReadonlySet<string> = new Set(['from', 'to', 'unit', 'procedureId']);

/**
 * The writer of OCDS release packages: one release per procedure, each checked with the package around it before it goes
 * to the file.
 * @throws {ExportProblem} while writing, for a release that breaks the schema or when there is none
 */
export function ocdsWriter(check: OcdsCheck): (job: ExportJob) => FileParts {
  return (job) => packageParts(eachProcedure(job.journal, job.request.filter), job, check);
}

/** A package of procedures, wherever they come from, batch by batch. @throws {ExportProblem} */
export async function* packageParts(
  batches: AsyncIterable<readonly ProcedureWithRows[]>,
  job: Omit<ExportJob, 'journal'>,
  check: OcdsCheck,
): AsyncGenerator<string> {
  const { request, texts, signal, wrote, meta, publication } = job;
  const publisher = publication?.publisher ?? { name: '', cvr: '' };
  const named = { ...publisher, name: publisher.name || texts('csv.ocdsPublisher') };
  const head = packageHead(meta, named, texts('csv.ocdsAbout'), crypto.randomUUID());
  const options: ReleaseOptions = {
    prefix: publication?.prefix ?? '',
    titleOf: titlesOf(job),
    demandsOf: demandsOf(job),
    reasonOf: (code) => texts(`reason.${code}`),
    vehiclesOf: (count) => texts(`csv.vehicles${count[0]?.toUpperCase()}${count.slice(1)}`),
  };
  const whole = isWhole(request.filter);
  let done = 0;
  let between = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "releases": [\n`;
  for await (const batch of batches) {
    signal.throwIfAborted();
    const parts: string[] = [];
    for (const one of batch) {
      if (!isTold(one)) continue;
      const release = ocdsRelease(whole ? one : { ...one, open: [] }, options);
      if (!check({ ...head, releases: [release] })) throw new ExportProblem('ocdsInvalid', faultOf(check));
      parts.push(between, JSON.stringify(release));
      between = ',\n';
      done += one.rows.length;
    }
    if (parts.length > 0) yield parts.join('');
    wrote(done);
  }
  if (between !== ',\n') throw new ExportProblem('ocdsEmpty');
  yield '\n]}\n';
}

/** A procedure that is no longer followed and that nothing was decided on is told to nobody. */
function isTold({ procedure, rows, open }: ProcedureWithRows): boolean {
  return rows.length > 0 || (procedure.unfollowedAt === null && open.length > 0);
}

function isWhole(filter: LogFilter | null): boolean {
  return Object.entries(filter ?? {}).every(([name, value]) => value === undefined || wholeFilters.has(name));
}

/** Titles of targets in the language of the export; the id of one that the installed packs do not have. */
function titlesOf({ data, texts }: Pick<ExportJob, 'data' | 'texts'>): ReleaseOptions['titleOf'] {
  const { locale } = texts;
  const titles = new Map<string, string>();
  for (const { id, version, title } of data.targets) {
    const text = (locale === 'da' ? title.da : title[locale]) ?? title.da;
    titles.set(`${id} ${version}`, text).set(id, text);
  }
  return (id, version) => titles.get(`${id} ${version}`) ?? titles.get(id) ?? id;
}

/** What targets ask, in the words that a notice's description of its aims is made of. */
function demandsOf({ data, texts }: Pick<ExportJob, 'data' | 'texts'>): ReleaseOptions['demandsOf'] {
  const found = new Map(data.targets.map((target) => [`${target.id} ${target.version}`, target] as const));
  return (targets) => {
    const known = targets
      .flatMap(({ id, version }) => found.get(`${id} ${version}`) ?? [])
      .filter(({ verified }) => verified);
    return strategyText(known, texts.locale)?.text ?? null;
  };
}

function faultOf({ errors }: OcdsCheck): string {
  const [first] = errors ?? [];
  return first ? `${first.instancePath} ${first.message ?? ''}`.trim() : '';
}
