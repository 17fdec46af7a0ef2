import type { Message } from '@app/common/contracts';
import { asStoreFailure, type Attributes, isConditionFailed, isTransactionConflict } from '@app/common/dynamodb/lean';
import { readMessage } from '@app/common/table';

/** What became of an attempt to store a message under its number. */
export type AppendOutcome =
  | { kind: 'stored' }
  /** It is there, by an earlier attempt, whose names and time it may have. */
  | { kind: 'stored_before'; message: Message }
  /** By another message, for ever. */
  | { kind: 'number_taken' }
  /** A transaction was under way there. */
  | { kind: 'contended' };

/** Limited: what was to be counted with the start has met its condition. */
export type StartOutcome = 'started' | 'exists' | 'contended' | 'limited';

/**
 * A put whose answer was lost is repeated by the client and then meets itself, and an attempt with a send key may meet an
 * earlier one: the item that holds the number tells whether it is this very message.
 */
export function whyNotAppended(error: unknown, message: Message): AppendOutcome {
  if (isTransactionConflict(error)) return { kind: 'contended' };
  const holder = readMessage(itemInTheWay(error));
  return holder.uuid === message.uuid ? { kind: 'stored_before', message: holder } : { kind: 'number_taken' };
}

/** The item on which a condition failed. @throws every other failure. */
export function itemInTheWay(error: unknown): Attributes {
  if (isConditionFailed(error) && error.Item) return error.Item;
  throw asStoreFailure(error);
}
