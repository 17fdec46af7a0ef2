import type { Message, Person } from '@app/common/contracts';
import type { ConversationHead, FoundHead } from '../src/conversations/standing/conversation';
import type { AppendOutcome, StartOutcome } from '../src/conversations/messages/write-outcomes';
import type { SendKey, TriedNumber } from '../src/conversations/messages/send-key';
import type { Ask, Step } from './every-interleaving';
import type { KeyedNumbers } from '../src/sending/numbering';
import type { WritingStore } from './writing-on';

/** One conversation in plain JSON. */
export interface TableState {
  members: Person[];
  messages: Message[];
  keys: Record<string, TriedNumber>;
  /** How often DynamoDB may still refuse a request, and do nothing, because of a transaction that is under way. */
  conflicts: number;
}

/** The store of a table with one conversation; each request is a step. */
export class TableInMemory implements WritingStore, KeyedNumbers {
  constructor(private readonly ask: Ask<TableState>) {}

  head(groupUuid: string): Promise<ConversationHead | undefined> {
    return this.ask((state) => headOf(groupUuid, state));
  }

  headFor(groupUuid: string, userUuid: string): Promise<FoundHead<ConversationHead>> {
    return this.ask((state) => {
      const head = headOf(groupUuid, state);
      return { head, standing: head?.conversation.memberUuids.includes(userUuid) ? 'member' : 'stranger' };
    });
  }

  message(_groupUuid: string, number: number): Promise<Message | undefined> {
    return this.ask(({ messages }) => messages[number - 1]);
  }

  append(message: Message): Promise<AppendOutcome> {
    return this.write<AppendOutcome>({ kind: 'contended' }, ({ messages }) => {
      const holder = (messages[message.number - 1] ??= message);
      if (holder === message) return { kind: 'stored' };
      return holder.uuid === message.uuid ? { kind: 'stored_before', message: holder } : { kind: 'number_taken' };
    });
  }

  claim(sendKey: SendKey, number: number): Promise<TriedNumber | 'contended'> {
    return this.write<TriedNumber | 'contended'>(
      'contended',
      ({ keys }) => (keys[sendKey.key] ??= triedBy(sendKey, number)),
    );
  }

  moveOn({ key }: SendKey, from: number, to: number): Promise<TriedNumber | 'contended'> {
    return this.write<TriedNumber | 'contended'>('contended', ({ keys }) => {
      const tried = keys[key]!;
      if (tried.number === from) keys[key] = { ...tried, number: to };
      return keys[key]!;
    });
  }

  start(first: Message, members: Person[], sendKey?: SendKey): Promise<StartOutcome> {
    return this.write<StartOutcome>('contended', (state) => {
      if (state.messages.length > 0) return 'exists';
      Object.assign(state, { members, messages: [first] });
      if (sendKey) state.keys[sendKey.key] = triedBy(sendKey, 1);
      return 'started';
    });
  }

  private write<Outcome>(contended: Outcome, step: (state: TableState) => Outcome): Promise<Outcome> {
    const inConflict: Step<TableState> = (state) => {
      if (state.conflicts === 0) return step(state);
      state.conflicts -= 1;
      return contended;
    };
    return this.ask(step, inConflict);
  }
}

function headOf(groupUuid: string, { members, messages }: TableState): ConversationHead | undefined {
  const last = messages.at(-1);
  const conversation = { groupUuid, memberUuids: members.map(({ uuid }) => uuid) };
  return last && { conversation, lastNumber: last.number, lastCreatedAt: last.createdAt };
}

const triedBy = ({ textHash }: SendKey, number: number): TriedNumber => ({
  number,
  ...(textHash !== undefined && { textHash }),
});
