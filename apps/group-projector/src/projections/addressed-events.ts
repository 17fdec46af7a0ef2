import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { MEMBERS_CHANGED } from '@app/common/events';
import { MembersAt, type MembersAtPlace } from '@app/common/members';
import type { GroupRowKey, Membership } from '../rows/group-row-move';
import { MembershipsStore } from '../rows/memberships.store';
import { leaversIn } from './leavers';
import type { MembersChanged, ProjectedEvent } from './projected-event';

/** An event, and whose rows it is about. */
export interface AddressedEvent {
  event: ProjectedEvent;
  /** One list for all events that are about the same members, as far as that is known. */
  userUuids: readonly string[];
  /** Of those who have joined or left by it. */
  memberships: ReadonlyMap<string, Membership>;
}

/** After a time in which any transaction is over, what is not to be seen is not there. */
const SEEN_WITHIN_MS = 60_000;
const NONE: ReadonlyMap<string, Membership> = new Map();

/** Finds whose rows events are about: of two both, of a group its members then, and those who are none any more by the event. */
@Injectable()
export class EventAddresses {
  constructor(
    private readonly membersAt: MembersAt,
    private readonly memberships: MembershipsStore,
  ) {}

  /**
   * @throws DomainError `service_unavailable` while the table does not show yet what an event tells of, and
   * `message_group_not_found` where it never will.
   */
  async find(events: readonly ProjectedEvent[]): Promise<AddressedEvent[]> {
    const members = await this.membersOf(events);
    return Promise.all(
      events.map(async (event, i) => {
        const userUuids = members[i] ?? notSeen(event, 'its members');
        return { event, userUuids, memberships: await this.changedBy(event) };
      }),
    );
  }

  private async membersOf(events: readonly ProjectedEvent[]): Promise<(readonly string[] | undefined)[]> {
    const ofGroups = events.flatMap((event) => placeOf(event) ?? []);
    const found = (await this.membersAt.uuidsOfAll(ofGroups)).values();
    return events.map((event) => {
      if (!placeOf(event)) return 'member_uuids' in event.data ? event.data.member_uuids : undefined;
      return found.next().value;
    });
  }

  private async changedBy(event: ProjectedEvent): Promise<AddressedEvent['memberships']> {
    if (event.type !== MEMBERS_CHANGED || !SPANNING.includes(event.data.kind)) return NONE;
    const { subjects, message_group_uuid: groupUuid } = event.data;
    const changed = subjects.map(async ({ uuid: userUuid }) => {
      const membership = await this.membershipAfter(event, { groupUuid, userUuid });
      return [userUuid, membership] as const;
    });
    return new Map(await Promise.all(changed));
  }

  private async membershipAfter(event: MembersChanged, key: GroupRowKey): Promise<Membership> {
    const membership = await this.memberships.find(key);
    if (membership && membership.changedAt >= event.data.number) return membership;
    return notSeen(event, `the membership of ${key.userUuid}`);
  }
}

/** Whoever has just left is not among the members any more, and gets the event by an address of their own. */
export const withLeavers = (addressed: readonly AddressedEvent[]): AddressedEvent[] =>
  addressed.flatMap((each) => {
    const leavers = leaversIn(each.event);
    return leavers.length > 0 ? [each, { ...each, userUuids: leavers }] : [each];
  });

const SPANNING: readonly MembersChanged['data']['kind'][] = ['added', 'left', 'removed'];

function placeOf({ data }: ProjectedEvent): MembersAtPlace | undefined {
  return data.members_at === undefined ? undefined : { groupUuid: data.message_group_uuid, membersAt: data.members_at };
}

function notSeen({ id, time, data }: ProjectedEvent, what: string): never {
  const detail = `${what}, of event ${id} in ${data.message_group_uuid}, cannot be seen`;
  const isYoung = Date.now() - Date.parse(time) < SEEN_WITHIN_MS;
  throw new DomainError(isYoung ? 'service_unavailable' : 'message_group_not_found', { detail });
}
