import standaloneCode from 'ajv/dist/standalone/index.js';
import Ajv from 'ajv-draft-04';
import { ocdsPackageSchema } from './schema.ts';

/** Whether a package is as the schema wants it; where not, `errors` says so. */
export interface OcdsCheck {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string }[] | null;
}

const ajv = () => new Ajv({ code: { source: true, esm: true }, strict: false, logger: false });

/** The check for a command, where code may be compiled when it runs. */
export function compileOcdsCheck(): OcdsCheck {
  return ajv().compile(ocdsPackageSchema) as OcdsCheck;
}

/**
 * The same check as the text of a module, for the build: in the browser nothing may be compiled.
 * @throws when the check needs a library at run time, which the schema is written to avoid
 */
export function ocdsCheckModule(): string {
  const validator = ajv();
  const code = standaloneCode(validator, validator.compile(ocdsPackageSchema));
  if (/\brequire\(|\bimport\b|new Function|\beval\(/.test(code)) throw new Error('the check of OCDS needs a library');
  return code;
}
