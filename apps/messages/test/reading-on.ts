import type { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { MessagesStore } from '../src/conversations/messages/messages.store';
import { SeveralItems } from '../src/conversations/requests/several-items';
import { AsSeen } from '../src/reading/as-seen';
import { BehindKnown } from '../src/reading/behind-known';
import { EntriesStore } from '../src/reading/entries.store';
import { MissedChangesService } from '../src/reading/missed-changes.service';
import { OneMessageService } from '../src/reading/one-message.service';
import { ReaderSpans } from '../src/reading/reader-spans';
import { ReadersView } from '../src/reading/readers-view';
import { ReadingService } from '../src/reading/reading.service';
import { VisibleStretches } from '../src/reading/visible-stretches';
import { standingsOn } from './standings-on';

const config = { TABLE_NAME: 'table', MESSAGE_HISTORY: 'members' } as const;

/** What reads, on a client that answers from memory. */
export function readingOn(dynamoDb: LeanDynamoDbClient) {
  const several = new SeveralItems(dynamoDb, config);
  const entries = new EntriesStore(dynamoDb, several, config);
  const stretches = new VisibleStretches(new MessagesStore(dynamoDb, config, standingsOn(dynamoDb)));
  const [spans, seen] = [new ReaderSpans(several), new AsSeen(entries)];
  const view = new ReadersView(entries, spans, seen);
  return {
    pages: new ReadingService(stretches, spans, seen),
    one: new OneMessageService(entries, spans, seen, view, config),
    changes: new MissedChangesService(new BehindKnown(stretches, entries), entries, spans, seen, view),
  };
}
