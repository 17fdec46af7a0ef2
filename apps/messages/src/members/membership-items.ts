import type { Span } from '@app/common/contracts';
import { type Attributes, numberOf } from '@app/common/dynamodb/lean';
import {
  conversationKey,
  type GroupItem,
  MEMBERSHIP,
  type MembershipItem,
  membershipKey,
  type MessageItem,
  readSpans,
  type RevisionItem,
  revisionKey,
  toMemberBytes,
  toSpanAttributes,
} from '@app/common/table';
import { presentRequest, toMember, toMembersThen, toMessageItem } from '../conversations/messages/message-items';
import type { Membership, NextMembership } from './membership';

/** It names the members from then on, and is never changed in that. */
export function toMembershipEntry({ entry, after }: NextMembership): MessageItem {
  const { ownerUuid, name, history } = after.group;
  return {
    ...toMessageItem(entry, after),
    kind: entry.kind,
    revision: entry.revision,
    members: toMemberBytes(after.memberUuids),
    subjects: entry.membership?.users.map(toMember) ?? [],
    owner_uuid: ownerUuid,
    ...(name !== undefined && { group_name: name }),
    history,
  };
}

export const toMembershipRevision = ({ entry, after }: NextMembership): RevisionItem => ({
  ...revisionKey(entry.groupUuid, entry.revision),
  kind: 'members',
  message_group_uuid: entry.groupUuid,
  revision: entry.revision,
  number: entry.number,
  user_uuid: entry.sender.uuid,
  sender_uuid: entry.sender.uuid,
  created_at: entry.createdAt,
  ...toMembersThen(after.memberUuids, after.group.membersAt),
  ...presentRequest(),
});

/** The conversation that a group begins. */
export function toGroupItem({ entry, after }: NextMembership, requestHash: string | undefined): GroupItem {
  const { membersAt, ownerUuid, name, history } = after.group;
  return {
    ...conversationKey(after.groupUuid),
    message_group_uuid: after.groupUuid,
    kind: 'group',
    members_at: membersAt,
    member_count: after.memberUuids.length,
    owner_uuid: ownerUuid,
    ...(name !== undefined && { group_name: name }),
    history,
    created_at: entry.createdAt,
    ...(requestHash !== undefined && { request_hash: requestHash }),
    ...presentRequest(),
  };
}

export const toMembershipItem = (
  { entry }: NextMembership,
  { userUuid, spans }: { userUuid: string; spans: readonly Span[] },
): MembershipItem => ({
  ...membershipKey(entry.groupUuid, userUuid),
  spans: toSpanAttributes(spans),
  changed_at: entry.number,
});

export const readMembership = (item: Attributes): Membership => ({
  spans: readSpans(item, MEMBERSHIP.spans),
  changedAt: numberOf(item, MEMBERSHIP.changedAt),
});
