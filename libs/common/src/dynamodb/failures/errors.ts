import type { Attributes } from '../attributes/attributes';

/** What the SDK tells of the requests that it made for one call, under the same names. */
export interface CallMetadata {
  httpStatusCode?: number;
  requestId?: string;
  attempts?: number;
  /** When the next attempt may be made, where the answer says so. */
  retryAfter?: Date;
  /** The clock was set by this answer, so that the next attempt may succeed. */
  clockSkewCorrected?: true;
}

export interface CancellationReason {
  Code?: string;
  Message?: string;
  Item?: Attributes;
}

export interface Refusal {
  name: string;
  message: string;
  metadata: CallMetadata;
  item?: Attributes | undefined;
  cancellationReasons?: CancellationReason[] | undefined;
}

/** A refusal by DynamoDB. It has AWS's name and the fields of the SDK's errors, so both are told apart in the same way. */
export class DynamoDbError extends Error {
  readonly $metadata: CallMetadata;
  /** Which side is at fault. */
  readonly $fault: 'client' | 'server';
  /** What a condition has met, where it was asked for. */
  readonly Item?: Attributes;
  /** One for each item of a cancelled transaction. */
  readonly CancellationReasons?: CancellationReason[];

  constructor({ name, message, metadata, item, cancellationReasons }: Refusal) {
    super(message);
    this.name = name;
    this.$metadata = metadata;
    this.$fault = (metadata.httpStatusCode ?? 500) < 500 ? 'client' : 'server';
    if (item) this.Item = item;
    if (cancellationReasons) this.CancellationReasons = cancellationReasons;
  }
}

/** No answer came: the time was up, or the connection broke. What was asked for may have been done. */
export class NoAnswerError extends Error {
  /** As the SDK calls it. */
  override readonly name = 'TimeoutError';
}

type ConditionFailure = Error & { Item?: Attributes };
type Cancellation = Error & { CancellationReasons?: CancellationReason[] };

export const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;

/** Of either client, as are those below: a condition did not hold, and nothing was changed. */
export const isConditionFailed = (error: unknown): error is ConditionFailure =>
  isNamed(error, 'ConditionalCheckFailedException');

/** A transaction changed nothing; the reasons are in the order of its items. */
export const isTransactionCanceled = (error: unknown): error is Cancellation =>
  isNamed(error, 'TransactionCanceledException');

/** A transaction on the same item was under way. */
export const isTransactionConflict = (error: unknown): boolean => isNamed(error, 'TransactionConflictException');
