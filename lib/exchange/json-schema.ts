import { z } from 'zod';
import { endSchema, formatVersion, headerSchema, type RecordType, recordSchemas } from './format.ts';

/**
 * The JSON Schema of the product's own file, JSON and a line of JSON Lines alike, for whoever reads the file elsewhere.
 * It comes from the rules that reading holds a file to, so it says neither more nor less; what a schema cannot say
 * (that the counts and the checksum are right, that a reason goes with the verdict) is checked when the file is read.
 */
export function journalJsonSchema(): object {
  const names = Object.keys(recordSchemas) as RecordType[];
  const recordOf = (type: RecordType) =>
    bare(z.strictObject({ type: z.literal(type), data: recordSchemas[type] }) as z.ZodType);
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Grønt Lys: journal file, version ${formatVersion}`,
    description:
      'JSON is one array: the header, the records, the end. JSON Lines has the same objects, one a line; each line is valid by itself.',
    anyOf: [ref('file'), ref('line')],
    $defs: {
      file: { type: 'array', minItems: 1, prefixItems: [ref('header')], items: { anyOf: [ref('record'), ref('end')] } },
      line: { anyOf: [ref('header'), ref('record'), ref('end')] },
      header: bare(headerSchema),
      record: { anyOf: names.map(ref) },
      ...Object.fromEntries(names.map((name) => [name, recordOf(name)])),
      end: bare(endSchema),
    },
  };
}

function bare(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
