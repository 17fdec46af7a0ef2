import type { Clock } from '../src/conversations/clock';
import type { ConversationHeads } from '../src/conversations/messages/conversation-heads';
import type { UserDirectory } from '../src/names/user-directory';
import type { AsSeen } from '../src/reading/as-seen';
import type { ContactRules } from '../src/contact/contact-rules';
import type { Standings } from '../src/conversations/standing/standings';
import type { ConversationQueue } from '../src/sending/conversation-queue';
import { MessagesService } from '../src/sending/messages.service';
import { NewMessages } from '../src/sending/new-messages';
import { type KeyedNumbers, type NumberedStore, Numbering } from '../src/sending/numbering';
import { PairStart, type PairStore } from '../src/sending/pair-start';
import type { SendingMetrics } from '../src/sending/sending-metrics';

export type WritingStore = NumberedStore & PairStore;

interface Around {
  standings: Pick<Standings, 'spansOf'>;
  seen: Pick<AsSeen, 'messages'>;
  users: UserDirectory;
  queue: ConversationQueue;
  heads: ConversationHeads;
  clock: Clock;
  metrics: SendingMetrics;
  contacts: Pick<ContactRules, 'allowStart' | 'allowSend'>;
}

/** What writes, in a process that limits no starts. */
export function writingOn(
  store: WritingStore,
  keys: KeyedNumbers,
  { standings, seen, users, queue, heads, clock, metrics, contacts }: Around,
): MessagesService {
  const messages = new NewMessages(clock, metrics);
  const numbering = new Numbering(store, keys, heads, messages, metrics);
  const pairs = new PairStart(store, heads, messages, metrics, contacts);
  return new MessagesService(store, standings, seen, users, queue, heads, numbering, pairs, contacts);
}
