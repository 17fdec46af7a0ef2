import type { StreamTurns } from '../../load/stream-turns';
import type { LiveConversations } from './live-conversations';

/** What one stream asks of the table, in its person's turns, and no longer than it is open. */
export class ConversationsInTurns implements LiveConversations {
  constructor(
    private readonly conversations: LiveConversations,
    private readonly turns: Pick<StreamTurns, 'inTurn'>,
    private readonly gone: AbortSignal,
  ) {}

  rows(...asked: Parameters<LiveConversations['rows']>): ReturnType<LiveConversations['rows']> {
    return this.inTurn(() => this.conversations.rows(...asked));
  }

  row(...asked: Parameters<LiveConversations['row']>): ReturnType<LiveConversations['row']> {
    return this.inTurn(() => this.conversations.row(...asked));
  }

  changes(...asked: Parameters<LiveConversations['changes']>): ReturnType<LiveConversations['changes']> {
    return this.inTurn(() => this.conversations.changes(...asked));
  }

  receipts(...asked: Parameters<LiveConversations['receipts']>): ReturnType<LiveConversations['receipts']> {
    return this.inTurn(() => this.conversations.receipts(...asked));
  }

  message(...asked: Parameters<LiveConversations['message']>): ReturnType<LiveConversations['message']> {
    return this.inTurn(() => this.conversations.message(...asked));
  }

  private inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return this.turns.inTurn(work, this.gone);
  }
}
