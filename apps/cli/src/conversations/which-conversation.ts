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

/** A handle may be written so, too; here it is taken for a uuid. */
export const isGroupUuid = (text: string): boolean => uuid.safeParse(text.toLowerCase()).success;

/** @param other the handle of the other of two, or the uuid of a group. @throws CliError naming a handle that nobody has. */
export async function whichConversation(target: Target, handle: string, other: string): Promise<WhichConversation> {
  const [person, partner] = await peopleOf(target, isGroupUuid(other) ? [handle] : [handle, other]);
  if (!partner) return { person: person!, groupUuid: other.toLowerCase() };
  return { person: person!, groupUuid: pairGroupUuid(person!.uuid, partner.uuid), other: partner };
}
