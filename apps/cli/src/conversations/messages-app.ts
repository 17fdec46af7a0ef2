import { Registry } from 'prom-client';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter, type MeteredRequest } from '@app/common/dynamodb';
import { ConversationHeads } from '../../../messages/src/conversations/conversation-heads';
import { MessagesStore } from '../../../messages/src/conversations/messages.store';
import { pairGroupUuid } from '../../../messages/src/conversations/pair-group-uuid';
import { ConversationListsStore } from '../../../messages/src/reading/conversation-lists.store';
import { ListMetrics } from '../../../messages/src/reading/list-metrics';
import { ReadingService } from '../../../messages/src/reading/reading.service';
import { SystemClock } from '../../../messages/src/sending/clock';
import { ConversationQueue } from '../../../messages/src/sending/conversation-queue';
import { MessagesService } from '../../../messages/src/sending/messages.service';
import { withDynamoDb } from '../services/dynamodb';
import type { Target } from '../where/target';

/** The messages app's own rules and stores on the target's table. */
export interface MessagesApp {
  writing: MessagesService;
  reading: ReadingService;
  /** Looks whether two people have a conversation, which saves the writing the vain attempt to start one. */
  lookUp: (one: Person, other: Person) => Promise<void>;
  /** What has been asked of DynamoDB so far. */
  requests: MeteredRequest[];
}

const LONGEST_WAIT_MS = 60_000;

/** `people` are those who can be written to. */
export const withMessagesApp = <Answer>(
  target: Target,
  people: Person[],
  work: (messages: MessagesApp) => Promise<Answer>,
): Promise<Answer> =>
  withDynamoDb(target, createLeanClient, (dynamoDb) => {
    const requests = meter(dynamoDb);
    const store = new MessagesStore(dynamoDb, target.TABLE_NAME);
    const heads = new ConversationHeads();
    const users = { byHandle: (handle: string) => Promise.resolve(people.find((person) => person.handle === handle)) };
    const queue = new ConversationQueue(LONGEST_WAIT_MS);
    const writing = new MessagesService(store, users, queue, heads, new SystemClock());
    const rows = new ConversationListsStore(dynamoDb, target.TABLE_NAME, new ListMetrics(new Registry()));
    const reading = new ReadingService(store, rows, heads);
    const lookUp = async (one: Person, other: Person): Promise<void> => {
      const head = await store.head(pairGroupUuid(one.uuid, other.uuid));
      if (head) heads.remember(head);
    };
    return work({ writing, reading, lookUp, requests });
  });
