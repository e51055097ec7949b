/** Why a file was not written. Each code has words in the locales (`exchange.problem.<code>`). */
export type ExportProblemCode = 'ocdsEmpty' | 'ocdsInvalid';

/** A file that would not be what its format promises; nothing of it is offered. */
export class ExportProblem extends Error {
  override readonly name = 'ExportProblem';
  readonly code: ExportProblemCode;
  /** What breaks the rule, for whoever mends it. */
  readonly detail: string;

  constructor(code: ExportProblemCode, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}
