/** Where the extension keeps the schema of its own file (`json-schema.ts`), from its root; apart, because it needs no Zod. */
export const jsonSchemaFile = 'groent-lys.schema.json';
