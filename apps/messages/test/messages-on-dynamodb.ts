import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import type { Person } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import type { RateLimit } from '@app/common/rate-limits';
import type { messagesTableDefinition } from '@app/common/table';
import { aPerson } from '../../../test/support/builders';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { ChangesQueue } from '../src/changing/changes-queue';
import { ChangingService } from '../src/changing/changing.service';
import type { ChangesConfig } from '../src/config/messages.config';
import { BlocksService } from '../src/contact/blocks.service';
import { ContactRules } from '../src/contact/contact-rules';
import { ReportsService } from '../src/contact/reports.service';
import { RequestsService } from '../src/contact/requests.service';
import { MessagesStore } from '../src/conversations/messages/messages.store';
import { SendKeysStore } from '../src/conversations/messages/send-keys.store';
import { ChoicesService } from '../src/lists/choices/choices.service';
import { ConversationListsStore } from '../src/lists/rows/conversation-lists.store';
import { GroupMembersService } from '../src/lists/known/group-members.service';
import { ListsService } from '../src/lists/rows/lists.service';
import { LiveService } from '../src/lists/known/live.service';
import { MarkersService } from '../src/lists/markers/markers.service';
import { ReceiptsService } from '../src/lists/markers/receipts.service';
import { SettingsService } from '../src/lists/choices/settings.service';
import { GroupStartService } from '../src/members/group-start.service';
import { MembershipService } from '../src/members/membership.service';
import { MessagingModule } from '../src/messaging.module';
import { NamesService } from '../src/names/names.service';
import { MissedChangesService } from '../src/reading/missed-changes.service';
import { OneMessageService } from '../src/reading/one-message.service';
import { ReadersView } from '../src/reading/readers-view';
import { ReadingService } from '../src/reading/reading.service';
import { Clock } from '../src/conversations/clock';
import { ConversationQueue } from '../src/sending/conversation-queue';
import { MessagesService } from '../src/sending/messages.service';
import { SendingMetrics } from '../src/sending/sending-metrics';
import { StartLimit } from '../src/sending/start-limit';
import { UserDirectory } from '../src/names/user-directory';
import type { Transaction } from './changed-conversation';

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
  changing: ChangingService;
  reading: ReadingService;
  one: OneMessageService;
  changes: MissedChangesService;
  view: ReadersView;
  lists: ListsService;
  live: LiveService;
  members: GroupMembersService;
  markers: MarkersService;
  choices: ChoicesService;
  receipts: ReceiptsService;
  settings: SettingsService;
  contacts: ContactRules;
  blocks: BlocksService;
  requests: RequestsService;
  reports: ReportsService;
  starts: GroupStartService;
  memberships: MembershipService;
  store: MessagesStore;
  keys: SendKeysStore;
  rows: ConversationListsStore;
  names: NamesService;
  clock: SettableClock;
}

/** Longer than the longest queue of a test takes on the slowest machine. */
const QUEUE_LIMIT_MS = 100_000;

const CONFIG = { AWS_REGION: 'us-east-1', ...services() };

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
    return new MessagesOnDynamoDb(table, createDocumentClient(CONFIG), createLeanClient(CONFIG));
  }

  person(handle: string): Person {
    const person = aPerson(handle);
    this.people.push(person);
    return person;
  }

  /** A process of its own: nothing is shared with another but the table. */
  async process(
    dynamoDb: LeanDynamoDbClient = this.dynamoDb,
    TABLE_NAME: string = this.table.name,
    starts?: { limit: RateLimit; tableName: string },
    config: Partial<ChangesConfig> = {},
  ): Promise<Messages> {
    const clock = new SettableClock();
    const users: UserDirectory = {
      byHandle: (handle) => Promise.resolve(this.people.find((person) => person.handle === handle)),
    };
    const limit = starts && new StartLimit(dynamoDb, starts, clock, new SendingMetrics(new Registry()));
    const messaging = MessagingModule.register({ ...CONFIG, ...config, TABLE_NAME }, [
      { provide: UserDirectory, useValue: users },
      { provide: StartLimit, useValue: limit },
    ]);
    const app = await Test.createTestingModule({ imports: [messaging] })
      .overrideProvider(LeanDynamoDbClient)
      .useValue(dynamoDb)
      .overrideProvider(ConversationQueue)
      .useValue(new ConversationQueue(QUEUE_LIMIT_MS))
      .overrideProvider(ChangesQueue)
      .useValue(new ChangesQueue(QUEUE_LIMIT_MS))
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    return {
      writing: app.get(MessagesService),
      changing: app.get(ChangingService),
      reading: app.get(ReadingService),
      one: app.get(OneMessageService),
      changes: app.get(MissedChangesService),
      view: app.get(ReadersView),
      lists: app.get(ListsService),
      live: app.get(LiveService),
      members: app.get(GroupMembersService),
      markers: app.get(MarkersService),
      choices: app.get(ChoicesService),
      receipts: app.get(ReceiptsService),
      settings: app.get(SettingsService),
      contacts: app.get(ContactRules),
      blocks: app.get(BlocksService),
      requests: app.get(RequestsService),
      reports: app.get(ReportsService),
      starts: app.get(GroupStartService),
      memberships: app.get(MembershipService),
      store: app.get(MessagesStore),
      keys: app.get(SendKeysStore),
      rows: app.get(ConversationListsStore),
      names: app.get(NamesService),
      clock,
    };
  }

  /** Stores what the service does not write yet, or would not in this order. */
  async write(...transactions: Transaction[]): Promise<void> {
    for (const Item of transactions.flat()) {
      await this.documents.send(new PutCommand({ TableName: this.table.name, Item }));
    }
  }

  async close(): Promise<void> {
    this.documents.destroy();
    await this.dynamoDb.destroy();
    await this.table.drop();
  }
}
