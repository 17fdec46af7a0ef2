import { Injectable } from '@nestjs/common';
import { MAX_LISTED_MEMBERS, type MessageGroup } from '@app/common/contracts';
import { MembersAt } from '@app/common/members';
import { Lanes } from '@app/common/patience';
import { NamesDirectory } from '../../names/names-directory';

/** Of all lists together. */
const READS_AT_ONCE = 16;

/** Names the members of groups in lists: others than the list's owner, of a large group the first of them. */
@Injectable()
export class ListedMembers {
  private readonly lanes = new Lanes(READS_AT_ONCE);

  constructor(
    private readonly membersAt: MembersAt,
    private readonly names: NamesDirectory,
  ) {}

  /** As of the change of the membership that a row has taken in: of who has left, as of then. What is named already stays. */
  async named(userUuid: string, groups: readonly MessageGroup[]): Promise<MessageGroup[]> {
    const unnamed = groups.filter(({ kind, members }) => kind === 'group' && members.length === 0);
    if (unnamed.length === 0) return [...groups];
    const others = new Map<string, readonly string[]>();
    await this.lanes.each(unnamed, async ({ uuid, membersAt }) => {
      const uuids = (await this.membersAt.uuids({ groupUuid: uuid, membersAt })) ?? [];
      others.set(uuid, uuids.filter((each) => each !== userUuid).slice(0, MAX_LISTED_MEMBERS));
    });
    const names = await this.names.of([...others.values()].flat());
    return groups.map((group) => {
      const uuids = others.get(group.uuid);
      return uuids ? { ...group, members: uuids.flatMap((uuid) => names.get(uuid) ?? []) } : group;
    });
  }
}
