import type { KafkaClient } from './client';

/** The topics that Kafka has, asked over a connection that stays open. */
export class TopicList {
  private readonly admin;

  constructor(kafka: KafkaClient) {
    this.admin = kafka.admin();
  }

  /** Which of these topics Kafka lacks. */
  async lacks(topics: string[]): Promise<string[]> {
    await this.admin.connect();
    const existing = await this.admin.listTopics();
    return topics.filter((topic) => !existing.includes(topic));
  }

  close(): Promise<void> {
    return this.admin.disconnect();
  }
}
