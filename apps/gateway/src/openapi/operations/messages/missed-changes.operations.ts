import { presentedChanges } from '@app/common/contracts';
import { changesQuery } from '../../../messages/missed-changes.requests';
import { groupUuid } from '../../../requests/group-uuid';
import { EXAMPLE, exampleTime } from '../../description/example';
import type { Operation } from '../../description/operation';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { answer } from '../../description/schemas';
import { WITHOUT_REACTION } from './example-messages';

export const readChanges: Operation = {
  method: 'get',
  path: '/api/messages/{message_group_uuid}/changes',
  id: 'readChanges',
  tag: 'Changes',
  summary: 'Read what one lacks of a conversation',
  description:
    'By the newest message and the last change that one has: messages first, then changes, each with its message as it is now. Of two copies of a message the one with the higher `revision` counts. With `has_more`, ask again behind the last of both.',
  caller: 'signed-in',
  limit: 'list',
  parameters: { path: { message_group_uuid: groupUuid }, query: changesQuery.shape },
  answer: { description: 'Messages and changes.', schema: answer('Changes', presentedChanges) },
  refusals: [
    ...OF_THE_GROUP,
    'after_number_malformed',
    'after_number_unknown',
    'after_revision_malformed',
    'after_revision_unknown',
    'limit_out_of_range_1_200',
  ],
  examples: [
    {
      name: 'edited',
      summary: 'All but the first change is known',
      parameters: { message_group_uuid: EXAMPLE.conversation, after_number: 2, after_revision: 2 },
      answer: {
        entries: [],
        revisions: [
          {
            revision: 3,
            kind: 'reacted',
            number: 2,
            user_uuid: EXAMPLE.andrew,
            created_at: exampleTime(15),
            message: WITHOUT_REACTION,
          },
        ],
        has_more: false,
      },
    },
  ],
};
