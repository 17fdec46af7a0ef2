import { MAX_GROUP_MEMBERS, type Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Group, MembershipPlan } from './membership';

/** Each plan is of a present member's; undefined: all is so already. */
export function planAddition({ memberUuids, group }: Group, subject: Person): MembershipPlan | undefined {
  if (memberUuids.includes(subject.uuid)) return undefined;
  if (memberUuids.length >= MAX_GROUP_MEMBERS) throw new DomainError('members_exceed_256');
  return { ...asItIs(group), kind: 'added', subjects: [subject], memberUuids: [...memberUuids, subject.uuid] };
}

export function planLeave({ memberUuids, group }: Group, caller: Person): MembershipPlan {
  if (memberUuids.length === 1) throw new DomainError('message_group_last_member');
  if (group.ownerUuid === caller.uuid) throw new DomainError('message_group_owner_leaves');
  return { ...asItIs(group), kind: 'left', subjects: [caller], memberUuids: without(memberUuids, caller.uuid) };
}

/**
 * @param subject undefined where nobody is known by that handle.
 * @param wasMember whether the subject has been a member at any time.
 */
export function planRemoval(
  { memberUuids, group }: Group,
  { caller, subject, wasMember }: { caller: Person; subject: Person | undefined; wasMember: boolean },
): MembershipPlan | undefined {
  if (group.ownerUuid !== caller.uuid) throw new DomainError('message_group_owner_only');
  if (!subject) throw new DomainError('member_not_found');
  if (memberUuids.includes(subject.uuid)) {
    return { ...asItIs(group), kind: 'removed', subjects: [subject], memberUuids: without(memberUuids, subject.uuid) };
  }
  if (!wasMember) throw new DomainError('member_not_found');
  return undefined;
}

export function planRename({ memberUuids, group }: Group, name: string | undefined): MembershipPlan | undefined {
  if (group.name === name) return undefined;
  return { ...asItIs(group), kind: 'renamed', subjects: [], memberUuids, name };
}

/** Whoever repeats it is not the owner any more. */
export function planHandOver(
  { memberUuids, group }: Group,
  { caller, subject }: { caller: Person; subject: Person | undefined },
): MembershipPlan | undefined {
  if (group.ownerUuid === subject?.uuid) return undefined;
  if (group.ownerUuid !== caller.uuid) throw new DomainError('message_group_owner_only');
  if (!subject || !memberUuids.includes(subject.uuid)) throw new DomainError('member_not_found');
  return { ...asItIs(group), kind: 'owner_changed', subjects: [subject], memberUuids, ownerUuid: subject.uuid };
}

const asItIs = ({ ownerUuid, name }: Group['group']): Pick<MembershipPlan, 'ownerUuid' | 'name'> => ({
  ownerUuid,
  name,
});

const without = (uuids: readonly string[], uuid: string): string[] => uuids.filter((each) => each !== uuid);
