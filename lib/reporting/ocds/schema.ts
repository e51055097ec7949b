/**
 * JSON Schema (draft 4, as OCDS has it) of exactly what we write: narrower than the standard, with no field beside
 * those we fill and none that could name a person. Formats and lengths are written as patterns, so that the compiled
 * check needs nothing else at run time.
 */
const text = { type: 'string', pattern: '\\S' };
const moment = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
};
const address = { type: 'string', pattern: '^(https?://|urn:uuid:)[^\\s<>"]+$' };
const list = (items: object) => ({ type: 'array', minItems: 1, items });
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });
const fields = (required: string[], properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const value = fields(['amount', 'currency'], {
  amount: { type: 'number', minimum: 0 },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
});
const code = fields(['scheme', 'id'], { scheme: text, id: text });
/** A name without an address to write to. */
const organisation = { type: 'string', pattern: '^[^@\\s][^@]*$' };

const document = fields(['id', 'documentType'], {
  id: text,
  documentType: text,
  title: text,
  url: address,
  pageStart: text,
});

const milestone = fields(['id', 'type', 'code', 'title', 'status'], {
  id: text,
  type: oneOf('assessment'),
  code: text,
  title: text,
  description: text,
  status: oneOf('scheduled', 'met', 'notMet', 'partiallyMet'),
  dateMet: moment,
  dateModified: moment,
  documents: list(document),
  relatedLots: list(text),
});

const sustainability = fields(['goal'], {
  goal: { type: 'string', pattern: '^(economic|environmental|social)(\\.[A-Za-z]+)?$' },
  description: text,
  strategies: list(
    oneOf(
      'technicalSpecifications',
      'selectionCriteria',
      'awardCriteria',
      'contractPerformanceConditions',
      'reservedParticipation',
      'euGPPCriteria',
      'nationalGPPCriteria',
      'otherGPPCriteria',
    ),
  ),
});

const awardCriterion = fields(['type', 'name', 'numbers'], {
  type: oneOf('quality'),
  name: text,
  numbers: list(
    fields(['number', 'weight'], {
      number: { type: 'number', minimum: 0, maximum: 100 },
      weight: oneOf('percentageExact'),
    }),
  ),
});

const lot = fields(['id'], {
  id: text,
  title: text,
  value,
  hasSustainability: { type: 'boolean' },
  sustainability: list(sustainability),
  coveredBy: list(oneOf('EU-CVD')),
  additionalClassifications: list(code),
  awardCriteria: fields(['criteria'], { criteria: list(awardCriterion) }),
  milestones: list(milestone),
});

const metric = fields(['id', 'title', 'observations'], {
  id: text,
  title: text,
  observations: list(
    fields(['id', 'measure', 'unit'], {
      id: text,
      measure: { type: 'number' },
      unit: fields(['name'], { name: text }),
      notes: text,
      dimensions: fields(['relatedLot'], { relatedLot: text }),
    }),
  ),
});

const tender = fields(['id', 'title', 'status', 'lots'], {
  id: text,
  title: text,
  identifiers: list(code),
  status: oneOf('planning', 'active', 'complete'),
  mainProcurementCategory: oneOf('goods', 'works', 'services'),
  value,
  items: list(fields(['id', 'classification'], { id: text, classification: code, relatedLot: text })),
  lots: list(lot),
  milestones: list(milestone),
  targets: list(metric),
});

const award = fields(['id', 'items'], {
  id: text,
  relatedLots: list(text),
  items: list(
    fields(['id', 'description', 'quantity', 'additionalClassifications'], {
      id: text,
      description: text,
      quantity: { type: 'number', minimum: 0 },
      additionalClassifications: list(code),
    }),
  ),
});

const release = fields(['ocid', 'id', 'date', 'tag', 'initiationType', 'title', 'tender'], {
  ocid: { type: 'string', pattern: '^ocds-[a-z0-9]{6}-\\S+$' },
  id: text,
  date: moment,
  tag: list(oneOf('planning', 'tender', 'tenderUpdate', 'award')),
  initiationType: oneOf('tender'),
  language: text,
  title: text,
  parties: list(
    fields(['id', 'name', 'roles'], { id: text, name: organisation, identifier: code, roles: list(oneOf('buyer')) }),
  ),
  buyer: fields(['id', 'name'], { id: text, name: organisation }),
  tender,
  awards: list(award),
});

export const ocdsPackageSchema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'Grønt Lys: OCDS release package',
  ...fields(['uri', 'version', 'extensions', 'publishedDate', 'publisher', 'releases'], {
    uri: address,
    version: oneOf('1.1'),
    extensions: list(address),
    publishedDate: moment,
    publisher: fields(['name'], { name: organisation, scheme: oneOf('DK-CVR'), uid: text }),
    groentLys: { type: 'object' },
    releases: list(release),
  }),
};
