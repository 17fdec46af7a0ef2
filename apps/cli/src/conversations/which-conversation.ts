import { z } from 'zod';
import type { Person } from '@app/common/contracts';
import { pairGroupUuid } from '../../../messages/src/admin/messaging';
import { peopleOf } from '../services/people';
import type { Target } from '../where/target';

/** Whose conversation it is, and which. */
export interface WhichConversation {
  person: Person;
  groupUuid: string;
  /** With whom, where it is one of two. */
  other?: Person | undefined;
}

const uuid = z.uuid();

/** @param other the handle of the other of two, or the uuid of a group. @throws CliError naming a handle that nobody has. */
export async function whichConversation(target: Target, handle: string, other: string): Promise<WhichConversation> {
  const group = uuid.safeParse(other.toLowerCase());
  const [person, partner] = await peopleOf(target, group.success ? [handle] : [handle, other]);
  if (!partner) return { person: person!, groupUuid: group.data! };
  return { person: person!, groupUuid: pairGroupUuid(person!.uuid, partner.uuid), other: partner };
}
