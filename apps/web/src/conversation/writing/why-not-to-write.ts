import type { MessageGroup } from '@cruddur/client';

export type WhyNot = 'left' | 'erased' | 'blocked';

/** Why nothing can be written into a conversation; undefined where it can. Somebody who is erased has no handle. */
export function whyNotToWrite(
  group: MessageGroup | undefined,
  isBlocked: (uuid: string) => boolean,
): WhyNot | undefined {
  if (group?.left) return 'left';
  if (group?.kind !== 'pair') return undefined;
  if (group.handle === '') return 'erased';
  return group.members.some(({ uuid }) => isBlocked(uuid)) ? 'blocked' : undefined;
}
