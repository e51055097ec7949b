/**
 * Why a file could not be read; each code has words in the locales (`documents.problem.<code>`).
 * `bomb`: it unpacks to more than a document can be. `picture`: pages without text, as a scanner makes them.
 */
export type DocumentProblemCode =
  | 'tooLarge'
  | 'empty'
  | 'unknown'
  | 'oldWord'
  | 'oldExcel'
  | 'binaryExcel'
  | 'richText'
  | 'presentation'
  | 'password'
  | 'broken'
  | 'bomb'
  | 'picture'
  | 'noText'
  | 'notNotice'
  | 'failed';

/** A file that cannot be read, in a code that the page has words for; `detail` is for whoever looks for the fault. */
export class DocumentProblem extends Error {
  override name = 'DocumentProblem';
  readonly code: DocumentProblemCode;

  constructor(code: DocumentProblemCode, detail = code as string) {
    super(detail);
    this.code = code;
  }
}
