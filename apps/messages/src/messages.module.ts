import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { CONSUMERS, TOPICS } from '@app/common/events';
import { asRemark, HEALTH_CHECKS, HealthController, type HealthChecks } from '@app/common/health';
import { ServiceClient } from '@app/common/http';
import { BatchConsumerStrategy, createKafka } from '@app/common/kafka';
import { LoggingModule } from '@app/common/logging';
import { metricsRegistry } from '@app/common/metrics';
import { TracingModule } from '@app/common/tracing';
import type { MessagesConfig } from './config/messages.config';
import { ConversationsController } from './conversations.controller';
import { ConversationHeads } from './conversations/conversation-heads';
import { MessagesStore } from './conversations/messages.store';
import { EVENTS_OF_NAMES, NamesConsumer } from './names/names.consumer';
import { NamesService } from './names/names.service';
import { NamesStore } from './names/names.store';
import { PublicPagesController } from './public-pages.controller';
import { ConversationListsStore } from './reading/conversation-lists.store';
import { ListMetrics } from './reading/list-metrics';
import { ReadingService } from './reading/reading.service';
import { SystemClock } from './sending/clock';
import { ConversationQueue } from './sending/conversation-queue';
import { MessagesService } from './sending/messages.service';
import { UserDirectory } from './sending/user-directory';

/** Below the time limit of a caller (`ServiceClient`), which still leaves time for the send itself. */
const LONGEST_WAIT_MS = 10_000;

@Module({})
export class MessagesModule implements OnApplicationShutdown {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(ServiceClient) private readonly users: ServiceClient,
  ) {}

  static register(config: MessagesConfig): DynamicModule {
    return {
      module: MessagesModule,
      imports: [LoggingModule.register('messages', config.LOG_LEVEL), TracingModule.register('messages', config)],
      controllers: [ConversationsController, PublicPagesController, NamesConsumer, HealthController],
      providers: [
        metricsRegistry,
        ListMetrics,
        {
          provide: HEALTH_CHECKS,
          inject: [MessagesStore, BatchConsumerStrategy],
          useFactory: (store: MessagesStore, consumer: BatchConsumerStrategy): HealthChecks => ({
            table: () => store.reachable(),
            names: asRemark(() => consumer.check()),
          }),
        },
        { provide: LeanDynamoDbClient, useFactory: () => createLeanClient(config) },
        { provide: ServiceClient, useFactory: () => new ServiceClient('users', config.USERS_URL) },
        {
          provide: MessagesStore,
          inject: [LeanDynamoDbClient],
          useFactory: (dynamoDb: LeanDynamoDbClient) => new MessagesStore(dynamoDb, config.TABLE_NAME),
        },
        {
          provide: ConversationListsStore,
          inject: [LeanDynamoDbClient, ListMetrics],
          useFactory: (dynamoDb: LeanDynamoDbClient, metrics: ListMetrics) =>
            new ConversationListsStore(dynamoDb, config.TABLE_NAME, metrics),
        },
        { provide: ConversationHeads, useFactory: () => new ConversationHeads() },
        {
          provide: MessagesService,
          inject: [MessagesStore, ServiceClient, ConversationHeads],
          useFactory: (store: MessagesStore, users: ServiceClient, heads: ConversationHeads) =>
            new MessagesService(
              store,
              new UserDirectory(users),
              new ConversationQueue(LONGEST_WAIT_MS),
              heads,
              new SystemClock(),
            ),
        },
        {
          provide: NamesService,
          inject: [LeanDynamoDbClient, ConversationHeads],
          useFactory: (dynamoDb: LeanDynamoDbClient, heads: ConversationHeads) =>
            new NamesService(new NamesStore(dynamoDb, config.TABLE_NAME), heads),
        },
        { provide: BatchConsumerStrategy, useFactory: () => userEvents(config) },
        {
          provide: ReadingService,
          inject: [MessagesStore, ConversationListsStore, ConversationHeads],
          useFactory: (messages: MessagesStore, rows: ConversationListsStore, heads: ConversationHeads) =>
            new ReadingService(messages, rows, heads),
        },
      ],
    };
  }

  /** Last of all: requests under way still need both. */
  async onApplicationShutdown(): Promise<void> {
    await this.users.close();
    await this.dynamoDb.destroy();
  }
}

const userEvents = (config: MessagesConfig): BatchConsumerStrategy =>
  new BatchConsumerStrategy({
    kafka: createKafka(config, CONSUMERS.messages),
    groupId: config.KAFKA_TOPIC_PREFIX + CONSUMERS.messages,
    consumer: CONSUMERS.messages,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    events: { [TOPICS.users]: EVENTS_OF_NAMES },
  });
