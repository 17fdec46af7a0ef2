import type { LiveConversations } from '../table/live-conversations';
import type { Piece } from './pieces-of-work';

/** Which conversations one person may be told of: of one that waits to be accepted nothing is told. */
export class VisibleConversations {
  private readonly known = new Set<string>();

  constructor(
    private readonly conversations: LiveConversations,
    private readonly userUuid: string,
  ) {}

  add(groupUuid: string): void {
    this.known.add(groupUuid);
  }

  /** Does nothing where the conversation waits. */
  where(groupUuid: string, then: Piece): Promise<void> | void {
    if (this.known.has(groupUuid)) return then();
    return this.conversations.row(this.userUuid, groupUuid).then((row) => {
      if (row?.isHidden) return;
      this.known.add(groupUuid);
      return then();
    });
  }
}
