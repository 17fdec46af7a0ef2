import type { MessageGroup } from '@cruddur/client';

export type WhyNot = 'left' | 'erased' | 'blocked';

interface Known {
  store: { group(uuid: string): MessageGroup | undefined };
  blocks: { has(userUuid: string): boolean };
}

/** Why nothing can be written into a conversation; undefined where it can. Somebody who is erased has no handle. */
export function whyNotToWrite({ store, blocks }: Known, groupUuid: string): WhyNot | undefined {
  const group = store.group(groupUuid);
  if (group?.left) return 'left';
  if (group?.kind !== 'pair') return undefined;
  if (group.handle === '') return 'erased';
  return group.members.some(({ uuid }) => blocks.has(uuid)) ? 'blocked' : undefined;
}
