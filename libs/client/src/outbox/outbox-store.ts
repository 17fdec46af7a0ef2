import type { MessageToSend } from '../generated/api.js';

/** A message that waits to be sent. It is plain data, which JSON and structured clones keep. */
export interface OutboxEntry {
  /** The send's `Idempotency-Key`, so of this message alone. */
  key: string;
  /** Rises with the order in which messages were added. */
  position: number;
  message: MessageToSend;
}

/** Where an outbox keeps what is not sent yet. Each promise is fulfilled when the change outlives the process. */
export interface OutboxStore {
  get(key: string): Promise<OutboxEntry | undefined>;
  /** Takes the place of an entry with the same key. */
  put(entry: OutboxEntry): Promise<void>;
  /** Also of what is not there. */
  delete(key: string): Promise<void>;
  /** In any order. */
  list(): Promise<OutboxEntry[]>;
}
