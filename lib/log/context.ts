import type { AreaId } from '../targets/schema.ts';

/** What the journal must know of a target to write a decision on it. */
export interface TargetVersion {
  id: string;
  version: number;
  scheme: string;
  area: AreaId;
  /** BT-774, BT-775 and BT-776 codes, as `goalsOf` joins them. */
  goals: string[];
  /** BT-805 codes. */
  gpp: string[];
}

/** Who writes, when and with what; the caller reads it from settings and the catalogue. */
export interface Context {
  now: Date;
  /** IANA zone of the device. */
  timezone: string;
  /** Random per installation, a UUID. */
  device: string;
  /** Pseudonym, only when the user chose one. */
  author: string | null;
  unit: string;
  toolVersion: string;
  dataVersion: string;
  /** Null for a target that the installed packs do not have. */
  target(id: string): TargetVersion | null;
  /** New UUIDs; those of `newId` (new-id.ts) unless a test counts. */
  newId?: () => string;
}
