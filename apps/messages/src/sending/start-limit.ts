import { Inject, Injectable, Logger } from '@nestjs/common';
import { LeanDynamoDbClient, numberOf, toAttributes } from '@app/common/dynamodb/lean';
import { describeError, DomainError } from '@app/common/errors';
import {
  EXPIRES_AT,
  expiryOf,
  LIMIT_KEY,
  limitKey,
  LimitedUse,
  type RateLimit,
  secondsLeft,
  USED,
  type Window,
  windowAt,
} from '@app/common/rate-limits';
import type { TransactItem } from '../conversations/requests/transactions';
import { Clock } from '../conversations/clock';
import { SendingMetrics } from './sending-metrics';

/** The token of what limits starts. */
export const START_LIMIT = Symbol('START_LIMIT');

export interface StartLimitSettings {
  limit: RateLimit;
  /** Of the counts. */
  tableName: string;
}

/** Whether a person may start a conversation. */
export interface Allowance {
  isUsedUp: boolean;
  /** Seconds until there is a new one. */
  retryAfter: number;
  /** Goes into the transaction of the start, and lets none through beyond the limit. */
  count?: TransactItem;
}

export const tooManyStarts = (allowance: Allowance | undefined): DomainError =>
  new DomainError('rate_limited_start', { retryAfter: allowance?.retryAfter });

/**
 * How many conversations one person may start. Each start is counted in its own transaction, so all copies together let
 * through not one more, and what does not become a start counts for nothing. While the table of the counts is away each copy
 * holds the limit alone.
 */
@Injectable()
export class StartLimit {
  private readonly logger = new Logger(StartLimit.name);
  private readonly limit: RateLimit;
  private readonly tableName: string;
  private readonly alone: LimitedUse;
  private isAway = false;

  constructor(
    @Inject(LeanDynamoDbClient) private readonly dynamoDb: Pick<LeanDynamoDbClient, 'getItem'>,
    @Inject(START_LIMIT) { limit, tableName }: StartLimitSettings,
    private readonly clock: Clock,
    @Inject(SendingMetrics) private readonly metrics: Pick<SendingMetrics, 'uncountedStarts'>,
  ) {
    this.limit = limit;
    this.tableName = tableName;
    this.alone = new LimitedUse('start', limit, { now: () => clock.now().getTime() });
  }

  /** Whose allowance is used up learns it by this read: a refusal writes nothing. */
  async allowanceOf(userUuid: string): Promise<Allowance> {
    const now = this.clock.now().getTime();
    const window = windowAt(now, this.limit);
    const key = limitKey('start', userUuid, window);
    try {
      const isUsedUp = (await this.used(key)) >= this.limit.quota;
      this.noteOutage(false);
      return { isUsedUp, retryAfter: secondsLeft(now, window), count: this.count(key, window) };
    } catch (error) {
      this.noteOutage(true, error);
      this.metrics.uncountedStarts.inc();
      const { isRefused, secondsLeft: retryAfter } = this.alone.take(userUuid);
      return { isUsedUp: isRefused, retryAfter };
    }
  }

  private async used(key: string): Promise<number> {
    const { Item } = await this.dynamoDb.getItem({
      TableName: this.tableName,
      Key: toAttributes({ [LIMIT_KEY]: key }),
      ConsistentRead: true,
    });
    return Item ? numberOf(Item, USED) : 0;
  }

  private count(key: string, window: Window): TransactItem {
    return {
      Update: {
        TableName: this.tableName,
        Key: toAttributes({ [LIMIT_KEY]: key }),
        UpdateExpression: `ADD ${USED} :one SET ${EXPIRES_AT} = :expiry`,
        ConditionExpression: `attribute_not_exists(${USED}) OR ${USED} < :quota`,
        ExpressionAttributeValues: toAttributes({
          ':one': 1,
          ':expiry': expiryOf(window),
          ':quota': this.limit.quota,
        }),
      },
    };
  }

  private noteOutage(isAway: boolean, error?: unknown): void {
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) this.logger.warn(`starts are counted by this copy alone: ${describeError(error)}`);
    else this.logger.log('starts are counted over all copies again');
  }
}
