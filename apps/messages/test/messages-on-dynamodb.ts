import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Registry } from 'prom-client';
import type { Person } from '@app/common/contracts';
import { createDocumentClient, createLeanClient, type LeanDynamoDbClient } from '@app/common/dynamodb';
import type { messagesTableDefinition } from '@app/common/table';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { ConversationHeads } from '../src/conversations/conversation-heads';
import { MessagesStore } from '../src/conversations/messages.store';
import { ConversationListsStore } from '../src/reading/conversation-lists.store';
import { ListMetrics } from '../src/reading/list-metrics';
import { ReadingService } from '../src/reading/reading.service';
import { Clock } from '../src/sending/clock';
import { ConversationQueue } from '../src/sending/conversation-queue';
import { MessagesService } from '../src/sending/messages.service';
import type { UserDirectory } from '../src/sending/user-directory';

export class SettableClock extends Clock {
  constructor(public time = new Date('2026-01-01T00:00:00.000Z')) {
    super();
  }

  now(): Date {
    return this.time;
  }
}

/** What one run of the messages service in a process consists of; several of them share a table. */
export interface Messages {
  writing: MessagesService;
  reading: ReadingService;
  store: MessagesStore;
  rows: ConversationListsStore;
  clock: SettableClock;
}

/** Longer than the longest queue of a test takes on the slowest machine. */
const QUEUE_LIMIT_MS = 100_000;

export const aPerson = (handle: string): Person => ({ uuid: randomUUID(), handle, displayName: handle.toUpperCase() });

/** The messages service on a table of its own, and the people who may write. */
export class MessagesOnDynamoDb {
  readonly people: Person[] = [];

  private constructor(
    readonly table: TestTable,
    /** For what the service itself does not do. */
    readonly documents: DynamoDBDocumentClient,
    readonly dynamoDb: LeanDynamoDbClient,
  ) {}

  static async create(form?: typeof messagesTableDefinition): Promise<MessagesOnDynamoDb> {
    const table = await createTestTable({ ...(form && { form }) });
    const config = { AWS_REGION: 'us-east-1', ...services() };
    return new MessagesOnDynamoDb(table, createDocumentClient(config), createLeanClient(config));
  }

  person(handle: string): Person {
    const person = aPerson(handle);
    this.people.push(person);
    return person;
  }

  /** A process of its own: nothing is shared with another but the table. */
  process(dynamoDb: LeanDynamoDbClient = this.dynamoDb, tableName: string = this.table.name): Messages {
    const store = new MessagesStore(dynamoDb, tableName);
    const rows = new ConversationListsStore(dynamoDb, tableName, new ListMetrics(new Registry()));
    const heads = new ConversationHeads();
    const clock = new SettableClock();
    const directory = {
      byHandle: (handle: string) => Promise.resolve(this.people.find((person) => person.handle === handle)),
    } as UserDirectory;
    return {
      writing: new MessagesService(store, directory, new ConversationQueue(QUEUE_LIMIT_MS), heads, clock),
      reading: new ReadingService(store, rows, heads),
      store,
      rows,
      clock,
    };
  }

  async close(): Promise<void> {
    this.documents.destroy();
    await this.dynamoDb.destroy();
    await this.table.drop();
  }
}
