import type { ExportMeta } from '../export-meta.ts';

const extension = (name: string) =>
  `https://raw.githubusercontent.com/open-contracting-extensions/${name}/master/extension.json`;

/** Extensions of the standard that a release uses. */
const extensions = [
  'eforms',
  'ocds_lots_extension',
  'ocds_sustainability_extension',
  'ocds_metrics_extension',
  'ocds_milestone_documents_extension',
  'ocds_coveredBy_extension',
].map(extension);

export interface Publisher {
  name: string;
  /** Company number; empty for none. */
  cvr: string;
}

/**
 * What stands before the releases of a package; `groentLys` says what every export of ours says of itself.
 * @param about what the log holds and the package does not, in words
 */
export function packageHead(meta: ExportMeta, { name, cvr }: Publisher, about: string, packageId: string) {
  return {
    uri: `urn:uuid:${packageId}`,
    version: '1.1',
    extensions,
    publishedDate: meta.exportedAt.toISOString(),
    publisher: { name, ...(cvr && { scheme: 'DK-CVR', uid: cvr }) },
    groentLys: {
      about,
      from: meta.from,
      to: meta.to,
      filter: meta.filter,
      decisions: meta.records,
      completeness: meta.completeness,
      toolVersion: meta.toolVersion,
      dataVersion: meta.dataVersion,
    },
  };
}
