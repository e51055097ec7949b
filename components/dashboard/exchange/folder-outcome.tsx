import { useHouse } from '../house.ts';
import type { FolderRun } from './folder-run.ts';

/** What came of the last visit to the folder, and what could not be read. */
export function FolderOutcome({ run, left }: { run: FolderRun; left: boolean }) {
  const { translate } = useHouse();
  const { state } = run;
  const failed = state === 'refused' || state === 'gone' || state === 'failed';
  const problems = run.state === 'done' ? run.read.problems : [];
  return (
    <>
      <div role="status">
        {state === 'visiting' && <p>{translate('folder.visiting')}</p>}
        {left && <p class="done">{translate('folder.left')}</p>}
        {run.state === 'done' && (
          <p class="done">
            {translate('folder.done', { count: run.read.added })}
            {run.read.conflicts > 0 && ` ${translate('import.doneConflicts', { count: run.read.conflicts })}`}
          </p>
        )}
      </div>
      <div role="alert">
        {failed && <p class="notice">{translate(`folder.problem.${state}`)}</p>}
        {problems.length > 0 && (
          <div class="notice">
            <p>{translate('folder.unread')}</p>
            <ul class="problem-lines">
              {problems.map(({ name, code, line }) => (
                <li key={name}>
                  <strong class="breakable">{name}</strong>: {translate(`file.${code}`, { line: line ?? 1 })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}
