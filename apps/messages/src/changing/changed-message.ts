import type { Message } from '@app/common/contracts';

/** A message after a change, as who has asked for it sees it. */
export interface ChangedMessage {
  message: Message;
  /** With what the asker has reacted to it. */
  ownEmojis: string[];
}
