import type { ErrorCode } from '@app/common/errors';
import { OF_THE_GROUP } from '../../description/refused-addresses';

/** What keeps a change from a group. */
export const OF_A_CHANGE: ErrorCode[] = [
  ...OF_THE_GROUP,
  'message_group_is_pair',
  'message_group_left',
  'message_groups_off',
];

/** What is wrong with the name of a group. */
export const OF_A_NAME: ErrorCode[] = ['group_name_blank', 'group_name_malformed', 'group_name_exceed_max_chars_128'];
