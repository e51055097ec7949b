/** A file of the shared folder that can be looked at. */
export interface SharedFile {
  name: string;
  open(): Promise<File>;
}

/** The name of a browser's own file. */
export const ownFileName = (device: string) => `groent-lys-${device}.jsonl`;

const uuid = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';

/**
 * A file some browser shares, also as a sync client names its copies when two computers changed one at once: "… (1)",
 * "…-PCNAME", "… (Ulla's conflicted copy 2026-11-22)". Exports and backups that somebody laid into the folder are not.
 */
const shared = new RegExp(`^groent-lys-${uuid}.{0,120}\\.jsonl$`, 'i');

/** Whether a file of the folder is to be read: somebody else's, or a copy of our own that a sync client made. */
export const isForReading = (name: string, device: string) => shared.test(name) && name !== ownFileName(device);
