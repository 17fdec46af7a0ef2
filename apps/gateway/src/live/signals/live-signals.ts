import { Inject, Injectable, Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import { CONSUMERS, LIVE_TOPIC } from '@app/common/events';
import { A_FEW_TIMES, createKafka, createProducer, type Producer } from '@app/common/kafka';
import { GATEWAY_CONFIG, type GatewayConfig } from '../../config/gateway.config';
import type { LiveRecord } from '../changes/live-record';

/** Beyond, those that matter least are dropped first, then all. */
const MOST_FLEETING = 16;
const MOST_UNDER_WAY = 256;

/** Tells all gateways what is stored nowhere as a change. It is told to who is there, or to nobody: no request waits for it. */
@Injectable()
export class LiveSignals {
  private readonly logger = new Logger('live');
  private readonly producer: Producer;
  private readonly topic: string;
  private isConnected = false;
  private underWay = 0;

  constructor(@Inject(GATEWAY_CONFIG) config: GatewayConfig) {
    this.topic = config.KAFKA_TOPIC_PREFIX + LIVE_TOPIC;
    this.producer = createProducer(createKafka(config, CONSUMERS.gateway, A_FEW_TIMES));
    const { CONNECT, DISCONNECT } = this.producer.events;
    this.producer.on(CONNECT, () => void (this.isConnected = true));
    this.producer.on(DISCONNECT, () => void (this.isConnected = false));
  }

  /** @param isFleeting it is of no use in some seconds, and the first to be dropped. */
  tell(record: LiveRecord, { isFleeting = false } = {}): void {
    if (this.underWay >= (isFleeting ? MOST_FLEETING : MOST_UNDER_WAY)) return;
    this.underWay += 1;
    void this.send(record)
      .catch((error: unknown) => this.logger.debug(`not told: ${describeError(error)}`))
      .finally(() => (this.underWay -= 1));
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }

  private async send({ userUuids, signal }: LiveRecord): Promise<void> {
    if (!this.isConnected) await this.producer.connect();
    const key = signal.groupUuid ?? userUuids[0] ?? null;
    await this.producer.send({ topic: this.topic, messages: [{ key, value: JSON.stringify({ userUuids, signal }) }] });
  }
}
