/**
 * Why a file is refused as a whole. Each code has words in the locales (`file.<code>`) that say what the file is, that
 * nothing was changed, and what to do.
 */
export type FileProblemCode =
  | 'empty'
  | 'utf16'
  | 'encoding'
  | 'notOurs'
  | 'columns'
  | 'newer'
  | 'syntax'
  | 'nested'
  | 'duplicateKey'
  | 'forbiddenKey'
  | 'tooLong'
  | 'truncated'
  | 'counts'
  | 'checksum'
  | 'noRoom'
  | 'unreadable';

/** The only error that reading a file throws, apart from the abort's own reason. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly code: FileProblemCode;
  /** Line of the file, from 1, where a line is to blame. */
  readonly line: number | null;

  constructor(code: FileProblemCode, line: number | null = null, cause?: unknown) {
    super(line === null ? code : `${code} in line ${line}`, { cause });
    this.code = code;
    this.line = line;
  }
}
