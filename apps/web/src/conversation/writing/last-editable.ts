import type { Message, Shown } from '@cruddur/client';

/** One's own last message of what is shown, unless it is gone. */
export const lastEditable = (shown: Shown[], ownUuid: string): Message | undefined =>
  shown
    .flatMap((each) => ('message' in each ? each.message : []))
    .findLast(({ user_uuid, kind, deleted_at }) => user_uuid === ownUuid && kind === 'message' && deleted_at === null);
