import type { LiveEvent } from '@app/common/contracts';

/** What happens and has no place in a conversation: told to who is there, once. */
export type LiveSignal =
  /** With a group only to who sees that. */
  | { kind: 'event'; event: LiveEvent; groupUuid?: string | undefined }
  /** How far somebody has come in a conversation has changed. */
  | { kind: 'read'; groupUuid: string; userUuid: string };
