import type { MessagePage, PagesBeside, ReadMessagesQuery } from '@app/common/contracts';
import { MAX_MESSAGE_NUMBER } from '@app/common/table';

type Place = Pick<ReadMessagesQuery, 'before' | 'after' | 'around'>;

/** Before and after which numbers the pages beside a page lie; absent where the conversation ends. */
export function besideMessages(page: MessagePage, place: Place): PagesBeside {
  const { older, newer } = edgesOf(page, place);
  return {
    older: page.hasOlder ? String(older) : undefined,
    newer: page.hasNewer ? String(newer) : undefined,
  };
}

/** A page without messages is left from the place that was asked for. */
function edgesOf({ messages }: MessagePage, { before, after, around = 0 }: Place): { older: number; newer: number } {
  const [first] = messages;
  const last = messages.at(-1);
  if (first && last) return { older: first.number, newer: last.number };
  const asked = before ?? (after === undefined ? around : after + 1);
  return { older: Math.min(asked, MAX_MESSAGE_NUMBER), newer: Math.max(asked - 1, 0) };
}
