import type { Shown } from '@cruddur/client';

/** The number of the last message of others: where reading may begin again. */
export function lastReadable(shown: readonly Shown[], ownUuid: string): number | undefined {
  const last = shown.findLast(
    (line) =>
      'message' in line &&
      line.message.kind === 'message' &&
      line.message.deleted_at === null &&
      line.message.user_uuid !== ownUuid,
  );
  return last && 'message' in last ? last.message.number : undefined;
}
