import { Test } from '@nestjs/testing';
import { aPerson } from '../../../test/support/builders';
import { MessagesStore } from '../src/conversations/messages/messages.store';
import { RevisionsStore } from '../src/conversations/revisions/revisions.store';
import { SendKeysStore } from '../src/conversations/messages/send-keys.store';
import { ConversationListsStore } from '../src/lists/rows/conversation-lists.store';
import { MarkersStore } from '../src/lists/markers/markers.store';
import { MessagingModule } from '../src/messaging.module';
import { NamesStore } from '../src/names/names.store';
import { UserDirectory } from '../src/names/user-directory';

const NOBODY_LISTENS = 'http://127.0.0.1:1';

describe('while DynamoDB is away', () => {
  it('every store says that the same request may succeed later', async () => {
    const config = { AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: NOBODY_LISTENS, TABLE_NAME: 'nowhere' };
    const messaging = MessagingModule.register(config, [{ provide: UserDirectory, useValue: {} }]);
    const app = await Test.createTestingModule({ imports: [messaging] }).compile();
    const [store, names] = [app.get(MessagesStore), app.get(NamesStore)];
    const [rows, markers] = [app.get(ConversationListsStore), app.get(MarkersStore)];
    const [revisions, keys] = [app.get(RevisionsStore), app.get(SendKeysStore)];
    const [sender, other] = [aPerson('andrew'), aPerson('bayko')];
    const message = { uuid: 'm', groupUuid: 'g', number: 1, text: 'x', sender, createdAt: '2026-01-01T00:00:00.000Z' };
    const conversation = { groupUuid: 'g', memberUuids: [sender.uuid, other.uuid] };
    const sendKey = { groupUuid: 'g', senderUuid: sender.uuid, key: 'key' };
    const entry = { message, memberUuids: [], editRevisions: [] };
    const requests = [
      store.head('g'),
      store.append(message, conversation),
      keys.claim(sendKey, 2),
      keys.moveOn(sendKey, 2, 3),
      store.start(message, [sender, other], undefined),
      rows.list(sender.uuid, { limit: 10, which: 'others' }),
      rows.unreadRows(sender.uuid),
      rows.one(sender.uuid, 'g'),
      markers.moveRead(sender.uuid, 'g', 1),

      revisions.head('g'),
      revisions.entry('g', 1),
      revisions.reactors('g', 1, [sender.uuid]),
      revisions.takeRevision({
        revision: 1,
        userUuid: sender.uuid,
        createdAt: message.createdAt,
        memberUuids: [],
        change: { kind: 'deleted' },
        before: entry,
        after: entry,
        reactors: [],
      }),
      names.pairsOf(sender.uuid).next(),
      names.setMember('g', { ...sender, version: 2 }),
      names.setInList({ groupUuid: 'g', withUuid: other.uuid }, { ...sender, version: 2 }),
      names.setKnown({ ...sender, version: 2 }),
    ];
    for (const outcome of await Promise.allSettled(requests)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'service_unavailable', retriable: true } });
    }
    await app.close();
  });
});
