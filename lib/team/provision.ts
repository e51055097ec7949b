import {
  DiscardPolicy,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { purchaseFilter, sharedFilter, streams } from './subjects.ts';

const second = 1_000_000_000;
/** Below the server's `max_payload`, with room for the headers. */
const largestMessage = 1_000_000;
/** Seconds after which the last word on a planned purchase goes by itself: it is planned three years ahead at most. */
const purchaseAge = 4 * 366 * 24 * 60 * 60;

/** How a team's streams are kept; whoever runs the server may choose. */
export interface Provision {
  /** Nodes that hold each message; three survive the loss of one. */
  replicas: number;
  /** Seconds in which the server takes a repeated message for the same. */
  duplicateWindow: number;
  /** Bytes that the journal may take; beyond it nothing more is accepted, and everybody keeps what they have to tell. */
  journalBytes: number;
}

export const usualProvision: Provision = { replicas: 3, duplicateWindow: 120, journalBytes: -1 };

/** Whose account it is. */
export type AccountKind = 'organisation' | 'partnership';

/**
 * The streams of an account, all known to a server of 2.9: one filter for each reader, no metadata, no subject
 * transforms. An organisation's journal keeps everything and takes nothing more when it is full; no message can make it
 * forget others (`allow_rollup_hdrs` is left out). The others keep the last value of each subject. Planned purchases are
 * the partnership's alone: its organisations speak there, each under its own name.
 */
export function streamConfigs(
  { replicas, duplicateWindow, journalBytes }: Provision,
  kind: AccountKind = 'organisation',
): Partial<StreamConfig>[] {
  const common = {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: replicas,
    duplicate_window: duplicateWindow * second,
  };
  const last = { ...common, max_msgs_per_subject: 1, max_msg_size: largestMessage };
  // As the server's own tools make a bucket, so that `nats kv` works on it.
  const shared = {
    ...last,
    name: streams.shared,
    subjects: [sharedFilter],
    discard: DiscardPolicy.New,
    allow_rollup_hdrs: true,
    deny_delete: true,
    allow_direct: true,
  };
  // One subject at a time can be asked for, which is what an organisation lets its partnership do.
  const rollups = { ...last, name: streams.rollups, subjects: ['gl.*.rollup.>'], allow_direct: true };
  if (kind === 'partnership') {
    const purchases = { ...last, name: streams.purchases, subjects: [purchaseFilter], max_age: purchaseAge * second };
    return [rollups, purchases, shared];
  }
  return [
    {
      ...common,
      name: streams.journal,
      subjects: ['gl.*.journal.>'],
      discard: DiscardPolicy.New,
      max_bytes: journalBytes,
      max_msg_size: largestMessage,
    },
    rollups,
    shared,
  ];
}

/** Makes the streams that are missing, and brings those that are there up to date. */
export async function provision(
  manager: JetStreamManager,
  how: Provision = usualProvision,
  kind: AccountKind = 'organisation',
): Promise<void> {
  const there = new Set<string>();
  for await (const { config } of manager.streams.list()) there.add(config.name);
  for (const config of streamConfigs(how, kind)) {
    const name = config.name ?? '';
    if (there.has(name)) await manager.streams.update(name, config);
    else await manager.streams.add({ ...config, name });
  }
}
