import { FileProblem } from '../../../lib/exchange/file-problem.ts';
import { useHouse } from '../house.ts';
import type { FailedFile } from './import-run.ts';

/** A file that was not read: what it is, that nothing changed, and what to do. */
export function FileFailure({ name, problem }: FailedFile) {
  const { translate } = useHouse();
  const text =
    problem instanceof FileProblem
      ? translate(`file.${problem.code}`, { line: problem.line ?? 1 })
      : translate(problem.code === 'journal-quota' ? 'file.noRoom' : 'file.journal');
  return (
    <div class="notice" role="alert">
      <p>
        <strong class="breakable">{translate('import.fileRefused', { file: name })}</strong>
      </p>
      <p>{text}</p>
    </div>
  );
}
