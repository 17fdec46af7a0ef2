import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createLeanClient, type LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import { LimitedUse, RATE_LIMITS, type RateLimit, type RateLimitName, type Use } from '@app/common/rate-limits';
import { appendField } from '../answers/append-field';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { CountersStore } from './counters.store';
import { policyField, RATE_LIMIT_HEADER, RATE_LIMIT_POLICY_HEADER, useField } from './rate-limit-fields';
import { RateLimitMetrics } from './rate-limit-metrics';
import { Settlement } from './settlement';

/** How often something may be done in a time, held over all gateways: exactly for starts, which `messages` counts itself. */
@Injectable()
export class RateLimits implements OnApplicationShutdown {
  readonly settlement: Settlement;
  private readonly dynamoDb: LeanDynamoDbClient;
  private readonly configured: ReadonlyMap<RateLimitName, RateLimit>;
  private readonly uses = new Map<RateLimitName, LimitedUse>();

  constructor(
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    private readonly metrics: RateLimitMetrics,
  ) {
    this.dynamoDb = createLeanClient(config);
    this.settlement = new Settlement(new CountersStore(this.dynamoDb, config.RATE_LIMIT_TABLE_NAME), metrics);
    this.configured = limitsOf(config);
    for (const [name, limit] of this.configured) {
      if (name !== 'start') this.uses.set(name, new LimitedUse(name, limit, { watch: this.settlement }));
    }
  }

  /**
   * Counts one use by a person or an address. @returns undefined where the limit is off.
   * @throws DomainError `rate_limited_…`; then nothing is counted.
   */
  take(name: RateLimitName, subject: string): Use | undefined {
    const use = this.uses.get(name)?.take(subject);
    if (use?.isRefused) throw new DomainError(`rate_limited_${name}`, { retryAfter: use.secondsLeft });
    return use;
  }

  giveBack(name: RateLimitName, subject: string): void {
    this.uses.get(name)?.giveBack(subject);
  }

  /** Tells a caller what is left. */
  tell(reply: FastifyReply, name: RateLimitName, use: Omit<Use, 'isRefused'>): void {
    const limit = this.configured.get(name);
    if (limit) appendField(reply, RATE_LIMIT_POLICY_HEADER, policyField(name, limit));
    appendField(reply, RATE_LIMIT_HEADER, useField(name, use));
  }

  /** Tells whom which limit has refused, whoever has done so, and counts it. */
  tellRefusal(reply: FastifyReply, { code, retryAfter = 1 }: DomainError): void {
    const name = RATE_LIMITS.find((each) => code === `rate_limited_${each}`);
    if (name === undefined) return;
    this.metrics.refusals.inc({ limit: name });
    this.tell(reply, name, { remaining: 0, secondsLeft: retryAfter });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settlement.stop();
    await this.dynamoDb.destroy();
  }
}

function limitsOf(config: GatewayConfig): Map<RateLimitName, RateLimit> {
  const all: Record<RateLimitName, RateLimit | undefined> = {
    send: config.RATE_LIMIT_SEND,
    start: config.RATE_LIMIT_START,
    change: config.RATE_LIMIT_CHANGE,
    report: config.RATE_LIMIT_REPORT,
    list: config.RATE_LIMIT_LIST,
    lookup: config.RATE_LIMIT_LOOKUP,
    sign_up: config.RATE_LIMIT_SIGN_UP,
    bad_token: config.RATE_LIMIT_BAD_TOKEN,
  };
  return new Map(
    (Object.entries(all) as [RateLimitName, RateLimit | undefined][]).flatMap(([name, limit]) =>
      limit ? [[name, limit]] : [],
    ),
  );
}
