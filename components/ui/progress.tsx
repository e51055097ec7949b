import { useId } from 'preact/hooks';

interface ProgressProps {
  label: string;
  done: number;
  /** Null while the end is not known. */
  total: number | null;
}

/** How far a long task has come, in words and as a bar. */
export function Progress({ label, done, total }: ProgressProps) {
  const id = useId();
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <progress id={id} {...(total === null ? {} : { value: done, max: Math.max(1, total) })} />
    </div>
  );
}
