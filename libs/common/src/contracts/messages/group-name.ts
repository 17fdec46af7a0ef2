import { lineOfText } from '../people/line-of-text';

export const MAX_GROUP_NAME_CHARACTERS = 128;

/** What the members of a group call it, by the rules of what people call themselves. */
export const groupName = lineOfText(MAX_GROUP_NAME_CHARACTERS, {
  blank: 'group_name_blank',
  malformed: 'group_name_malformed',
  tooLong: 'group_name_exceed_max_chars_128',
});
