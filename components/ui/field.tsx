import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Attributes that tie a control to its label, hint and problem. */
interface ControlAttributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  hint?: string | null;
  /** What is wrong with what was typed; shown above the control, and read out with it. */
  problem?: string | null;
  class?: string;
  children: (control: ControlAttributes) => ComponentChildren;
}

/** A control with its label above, a hint and, when there is one, the problem in words. */
export function Field({ label, hint, problem, class: name, children }: FieldProps) {
  const id = useId();
  const described = [problem ? `${id}-problem` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div class={name ? `field ${name}` : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
    </div>
  );
}
