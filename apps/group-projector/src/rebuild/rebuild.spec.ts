import type { MembersAt } from '@app/common/members';
import type { ConversationItem, MessageItem } from '@app/common/table';
import type { GroupRowsStore } from '../rows/group-rows.store';
import type { MembershipsStore } from '../rows/memberships.store';
import { Rebuild } from './rebuild';
import type { RebuildStore } from './rebuild.store';
import { RowTruths } from './row-truths';

const conversation: ConversationItem = {
  pk: 'MSG#g',
  sk: '~conversation',
  message_group_uuid: 'g',
  members: ['a', 'b'].map((uuid) => ({ uuid, handle: uuid, display_name: uuid })),
  created_at: '2026-01-01T00:00:00.000Z',
};
const message = {
  message_group_uuid: 'g',
  number: 1,
  message: 'one',
  user_uuid: 'a',
  created_at: '2026-01-01T00:00:01.000Z',
  member_uuids: ['a', 'b'],
} as MessageItem;

it('goes on behind a page of DynamoDB that holds no message', async () => {
  async function* newestFirst(): AsyncGenerator<MessageItem[]> {
    yield [];
    yield await Promise.resolve([message]);
  }
  const store = {
    conversation: () => Promise.resolve(conversation),
    row: () => Promise.resolve(undefined),
    newestFirst,
  } as unknown as RebuildStore;
  const rows = { newestRevision: () => Promise.resolve({ revision: 0, isSeen: true }) } as unknown as GroupRowsStore;
  const memberships = {} as MembershipsStore;
  const truths = new RowTruths(store, rows, memberships);
  const rebuild = new Rebuild(store, rows, truths, memberships, {} as MembersAt);
  const { corrected } = await rebuild.run({ groupUuid: 'g', dryRun: true });
  expect(corrected.map(({ member, after }) => [member.uuid, after.last_number])).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});
