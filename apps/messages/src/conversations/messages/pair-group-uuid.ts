import { v5 as uuidv5 } from 'uuid';

/** Fixed for ever: another namespace would give every pair a second conversation. */
const PAIR_NAMESPACE = '7b0a4f0e-6a5c-4c8e-9d5b-0c1f5a4d2e91';

/** The uuid of the one direct conversation between two users, whoever writes first. */
export function pairGroupUuid(userUuid: string, otherUuid: string): string {
  return uuidv5([userUuid, otherUuid].sort().join('|'), PAIR_NAMESPACE);
}
