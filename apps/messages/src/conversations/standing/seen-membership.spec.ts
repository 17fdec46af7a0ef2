import {
  conversationKey,
  type GroupItem,
  type MembershipItem,
  membershipKey,
  type MessageItem,
  messageKey,
  type RevisionItem,
  revisionKey,
  toMemberBytes,
} from '@app/common/table';
import { aPerson } from '../../../../../test/support/builders';
import { ConversationInPieces } from '../../../test/conversation-in-pieces';
import { standingsOn } from '../../../test/standings-on';
import { MessagesStore } from '../messages/messages.store';
import { RevisionHeads } from '../revisions/revision-heads';
import { RevisionsStore } from '../revisions/revisions.store';
import { SeveralItems } from '../requests/several-items';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const [OWNER, MEMBER, REMOVED] = [aPerson('owner'), aPerson('member'), aPerson('removed')];
const NOW = '2026-01-01T00:00:00.000Z';
const config = { TABLE_NAME: 'table' };

/** The start of a group, then a removal of which the item of who is removed appears with this read. */
function aHalfSeenRemoval(appearsAt: number) {
  const entry = (number: number, kind: string, members: string[]): MessageItem => ({
    ...messageKey(GROUP, number),
    ...{ message_group_uuid: GROUP, number, message_uuid: `m${number}`, message: '', created_at: NOW, kind },
    ...{ user_uuid: OWNER.uuid, user_handle: OWNER.handle, user_display_name: OWNER.displayName },
    ...{ members_at: number, member_count: members.length, members: toMemberBytes(members), revision: number },
    subjects: number === 1 ? [] : [{ uuid: REMOVED.uuid, handle: 'removed', display_name: 'Removed' }],
    owner_uuid: OWNER.uuid,
  });
  const revision = (number: number): RevisionItem => ({
    ...revisionKey(GROUP, number),
    ...{ kind: 'members', message_group_uuid: GROUP, revision: number, number, created_at: NOW },
    ...{ user_uuid: OWNER.uuid, sender_uuid: OWNER.uuid, members_at: number, member_count: 2 },
  });
  const conversation = (membersAt: number): GroupItem => ({
    ...conversationKey(GROUP),
    ...{ message_group_uuid: GROUP, kind: 'group', owner_uuid: OWNER.uuid, history: 'joined', created_at: NOW },
    ...{ members_at: membersAt, member_count: 2 },
  });
  const membership: MembershipItem = {
    ...membershipKey(GROUP, REMOVED.uuid),
    spans: [{ from_number: 1, from_revision: 1, until_number: 2, until_revision: 2 }],
    changed_at: 2,
  };
  const table = new ConversationInPieces();
  const staying = [OWNER.uuid, MEMBER.uuid];
  table.write([entry(1, 'created', [...staying, REMOVED.uuid]), revision(1), conversation(1)]);
  table.write([entry(2, 'removed', staying), revision(2), conversation(2), membership], 3);
  let reads = 0;
  table.between = () => {
    reads += 1;
    if (reads === appearsAt) table.appear();
  };
  return { client: table.client, isWhole: () => reads >= appearsAt };
}

describe('a removal of which not all is to be seen', () => {
  const APPEARS_AT = 40;

  it('is followed by no entry', async () => {
    const { client, isWhole } = aHalfSeenRemoval(APPEARS_AT);
    const store = new MessagesStore(client, config, standingsOn(client));
    expect(await store.headFor(GROUP, MEMBER.uuid)).toMatchObject({ standing: 'member', head: { lastNumber: 2 } });
    expect(isWhole()).toBe(true);
  });

  it('is followed by no revision', async () => {
    const { client, isWhole } = aHalfSeenRemoval(APPEARS_AT);
    const store = new RevisionsStore(client, new SeveralItems(client, config), config);
    const heads = new RevisionHeads(store, standingsOn(client));
    await heads.confirm((await heads.read(GROUP))!);
    expect([heads.get(GROUP)?.revision, isWhole()]).toEqual([2, true]);
  });
});
