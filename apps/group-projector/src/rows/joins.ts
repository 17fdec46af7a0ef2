/** What an entry, or its event, says of who changes the membership. */
interface MembershipChange {
  kind?: string | undefined;
  subjects?: readonly { uuid: string }[] | undefined;
}

/** Whether this user becomes a member by it: what was before counts as read then. */
export const joins = ({ kind, subjects = [] }: MembershipChange, userUuid: string): boolean =>
  kind === 'created' || (kind === 'added' && subjects.some(({ uuid }) => uuid === userUuid));
