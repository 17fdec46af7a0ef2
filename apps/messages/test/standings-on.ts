import { WHOLE } from '@app/common/contracts';
import type { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { MembersAt } from '@app/common/members';
import { SeveralItems } from '../src/conversations/requests/several-items';
import { Standings } from '../src/conversations/standing/standings';

/** Who are members, by a table of this name. */
export const standingsOn = (dynamoDb: LeanDynamoDbClient, TABLE_NAME = 'table'): Standings =>
  new Standings(dynamoDb, new MembersAt(dynamoDb, TABLE_NAME), new SeveralItems(dynamoDb, { TABLE_NAME }), {
    TABLE_NAME,
  });

/** Of conversations of two, which need no table. */
export const standingsOfPairs: Pick<Standings, 'of' | 'membersOf' | 'spansOf'> = {
  membersOf: (_groupUuid, { memberUuids }) => Promise.resolve(memberUuids),
  spansOf: (_groupUuid, uuids) => Promise.resolve(uuids.map(() => WHOLE)),
  of: (_groupUuid, userUuid, { memberUuids } = {}) =>
    Promise.resolve({ standing: memberUuids?.includes(userUuid) ? 'member' : 'stranger', memberUuids }),
};
