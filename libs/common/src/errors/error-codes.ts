/** What a caller is told of an error, at every door. */
export interface ErrorMeaning {
  /** Of HTTP. */
  status: number;
  /** In a few words. */
  title: string;
  /** A sentence for whoever reads it in a page or a terminal. */
  help: string;
  /** Whether the same request may be answered otherwise in a moment. */
  retriable: boolean;
}

const error = (status: number, title: string, help: string): ErrorMeaning => ({
  ...{ status, title, help },
  retriable: false,
});

/** One that passes by itself. */
const passing = (status: number, title: string, help: string): ErrorMeaning => ({
  ...error(status, title, help),
  retriable: true,
});

/**
 * Every error that a caller can meet, one a line.
 * The 422 codes are the frontend's own spelling where it has one.
 */
// prettier-ignore
export const ERROR_CODES = {
  message_blank: error(422, 'Empty message', 'A message needs something that can be seen.'),
  message_malformed: error(422, 'Unreadable message', 'The message has characters that cannot be sent.'),
  message_exceed_max_chars_1024: error(422, 'Message too long', 'A message has at most 1024 characters.'),
  message_address_ambiguous: error(422, 'Two addresses', 'A message goes to a conversation or to a person, not to both.'),
  message_group_uuid_blank: error(422, 'No address', 'The message needs a conversation or a person to go to.'),
  message_group_uuid_malformed: error(422, 'Not a conversation', 'The address of the conversation is not one.'),
  message_group_uuid_unknown: error(422, 'Unknown conversation', 'The conversation does not exist, or you are not in it.'),
  user_reciever_handle_blank: error(422, 'No handle', 'The handle of the person is missing.'),
  user_reciever_handle_malformed: error(422, 'Not a handle', 'Nobody can have this handle.'),
  user_reciever_handle_unknown: error(422, 'Unknown person', 'Nobody has this handle.'),
  user_reciever_handle_own: error(422, 'Your own handle', 'You cannot write to yourself.'),
  number_malformed: error(422, 'Not a number', 'Messages are numbered 1, 2, 3 and so on.'),
  page_malformed: error(422, 'Not a page', 'A page begins before, after or around one message.'),
  after_number_malformed: error(422, 'Not a number', 'The number of the last message that is known is a whole number from 0 on.'),
  after_number_unknown: error(422, 'Number too high', 'The conversation has no message of this number yet.'),
  after_revision_malformed: error(422, 'Not a revision', 'The last revision that is known is a whole number from 0 on.'),
  after_revision_unknown: error(422, 'Revision too high', 'The conversation has no change of this revision yet.'),
  reply_to_malformed: error(422, 'Not a message', 'An answer names the number of one message.'),
  reply_to_unknown: error(422, 'Nothing to answer', 'The conversation has no message of this number to answer.'),
  emoji_malformed: error(422, 'Not an emoji', 'A reaction is one emoji.'),
  reactions_exceed_20: error(422, 'Too many reactions', 'A message has at most 20 different reactions.'),
  message_edits_exceed_64: error(422, 'Too many edits', 'A message can be edited 64 times at most.'),
  handles_malformed: error(422, 'Not a list of handles', 'The handles of the members have to be a list of texts.'),
  handles_repeated: error(422, 'Handle repeated', 'Each person can be named once.'),
  handles_own: error(422, 'Your own handle', 'You are a member anyway, and need not be named.'),
  handles_unknown: error(422, 'Unknown person', 'Nobody has one of these handles.'),
  members_below_3: error(422, 'Too few members', 'A group needs at least two people beside you.'),
  members_exceed_256: error(422, 'Too many members', 'A group has at most 256 members.'),
  group_name_blank: error(422, 'Empty name', 'The name of a group needs something that can be seen.'),
  group_name_malformed: error(422, 'Unreadable name', 'The name of a group is one line, without special characters.'),
  group_name_exceed_max_chars_128: error(422, 'Name too long', 'The name of a group has at most 128 characters.'),
  history_malformed: error(422, 'Unknown choice', 'The history for new members is either "joined" or "all".'),
  user_handle_own: error(422, 'Your own handle', 'You cannot block yourself.'),
  accepts_malformed: error(422, 'Unknown choice', 'The setting says who may write to you: "everybody", "requests" or "nobody".'),
  reason_blank: error(422, 'No reason', 'A report needs a reason.'),
  reason_malformed: error(422, 'Unreadable reason', 'The reason has characters that cannot be sent.'),
  reason_exceed_max_chars_1024: error(422, 'Reason too long', 'The reason of a report has at most 1024 characters.'),
  message_own: error(422, 'Your own message', 'You cannot report your own message.'),
  force_malformed: error(422, 'Unknown choice', 'The marker is moved by force, "true", or not, "false".'),
  until_malformed: error(422, 'Not a time to come', 'A conversation is muted until a time that lies ahead.'),
  archived_malformed: error(422, 'Unknown choice', 'The list is of archived conversations, "true", or of the others, "false".'),
  receipts_malformed: error(422, 'Unknown choice', 'Receipts are either on, "true", or off, "false".'),
  receipts_exceed_32_members: error(422, 'Too many members', 'Receipts are shown in conversations of up to 32 members.'),
  if_match_malformed: error(422, 'Not a revision', 'The condition names a revision of the message in quotes.'),
  limit_out_of_range_1_20: error(422, 'Wrong limit', 'The limit of this list is a whole number from 1 to 20.'),
  limit_out_of_range_1_200: error(422, 'Wrong limit', 'The limit of a page is a whole number from 1 to 200.'),
  prefix_blank: error(422, 'Nothing to look for', 'The search needs the beginning of a handle.'),
  prefix_malformed: error(422, 'Not a handle', 'No handle can begin like this.'),
  cursor_malformed: error(422, 'Not a page', 'The place in the list is not one that the list has given.'),
  event_cursor_malformed: error(422, 'Not a place in the events', 'The place to go on from is not one that the server has told you.'),
  event_cursor_ahead: error(422, 'Place in the future', 'The place to go on from lies ahead of the clock.'),
  wait_out_of_range_1_25: error(422, 'Wait out of range', 'The wait is 1 to 25 seconds.'),
  idempotency_key_malformed: error(422, 'Wrong key', 'The key of a request has 1 to 64 plain characters.'),
  idempotency_key_reused: error(422, 'Key used before', 'The key of this request belongs to an earlier one that said something else.'),
  display_name_blank: error(422, 'Empty name', 'A display name needs something that can be seen.'),
  display_name_malformed: error(422, 'Unreadable name', 'A display name is one line, without special characters.'),
  display_name_exceed_max_chars_128: error(422, 'Name too long', 'A display name has at most 128 characters.'),
  bio_malformed: error(422, 'Unreadable text', 'The text about yourself has characters that cannot be shown.'),
  bio_exceed_max_chars_1024: error(422, 'Text too long', 'The text about yourself has at most 1024 characters.'),
  handle_blank: error(422, 'No handle', 'A handle needs something that can be seen.'),
  handle_malformed: error(422, 'Not a handle', 'A handle has 1 to 128 characters that can be seen, without blanks.'),
  email_blank: error(422, 'No address', 'The email address is missing.'),
  email_malformed: error(422, 'Not an address', 'The email address is not one.'),
  body_not_json: error(400, 'Not JSON', 'The body of the request is not JSON.'),
  body_not_json_object: error(400, 'Not a JSON object', 'The body of the request is not a JSON object.'),
  body_not_utf8: error(400, 'Not UTF-8', 'The body of the request is not text in UTF-8.'),
  request_malformed: error(400, 'Unreadable request', 'The request cannot be read.'),
  unauthorized: error(401, 'Not signed in', 'You need to sign in first, or to sign in again.'),
  signing_key_unknown: passing(401, 'Sign-in not checked', 'Your sign-in cannot be checked for the moment; try again shortly.'),
  user_not_registered: error(403, 'Unknown user', 'Your sign-in belongs to nobody who is known here.'),
  account_suspended: error(403, 'Account suspended', 'Your account is suspended.'),
  recipient_takes_no_messages: error(403, 'No messages taken', 'This person takes no messages from you.'),
  member_takes_no_messages: error(403, 'No messages taken', 'One of these people cannot be added to a group by you.'),
  message_group_left: error(403, 'Not a member any more', 'You are no member of this group any more.'),
  message_group_owner_only: error(403, 'For the owner only', 'Only the owner of the group can do this.'),
  message_groups_off: error(403, 'Groups switched off', 'Groups are switched off here.'),
  message_not_own: error(403, 'Not your message', 'You can change your own messages only.'),
  message_edit_too_late: error(403, 'Too late to edit', 'The message is too old to be edited.'),
  message_delete_too_late: error(403, 'Too late to delete', 'The message is too old to be deleted.'),
  message_edits_off: error(403, 'Edits switched off', 'Messages cannot be edited here.'),
  message_deletes_off: error(403, 'Deletions switched off', 'Messages cannot be deleted here.'),
  message_changes_off: error(403, 'Changes switched off', 'Messages cannot be changed here.'),
  message_history_hidden: error(403, 'History hidden', 'Earlier texts of messages are not shown here.'),
  not_found: error(404, 'No such address', 'The address leads nowhere.'),
  user_not_found: error(404, 'Unknown person', 'This person is not known here.'),
  message_group_not_found: error(404, 'Unknown conversation', 'The conversation does not exist, or you are not in it.'),
  message_not_found: error(404, 'Unknown message', 'The conversation has no message of this number.'),
  member_not_found: error(404, 'Unknown member', 'This person was never a member of the group.'),
  message_request_not_found: error(404, 'Unknown request', 'There is no such request to write to you.'),
  method_not_allowed: error(405, 'Wrong method', 'The address does not answer this method.'),
  accept_not_event_stream: error(406, 'Not this form', 'A stream of events is told as text/event-stream alone.'),
  handle_taken: error(409, 'Handle taken', 'Somebody else has this handle.'),
  email_taken: error(409, 'Address taken', 'Somebody else has this email address.'),
  cognito_user_id_taken: error(409, 'User known already', 'This person is signed up already.'),
  message_deleted: error(409, 'Message deleted', 'The message is deleted and stays as it is.'),
  message_group_is_pair: error(409, 'Not a group', 'The members of a conversation between two people stay.'),
  message_group_owner_leaves: error(409, 'Owner still needed', 'The group needs another owner before you leave.'),
  message_group_last_member: error(409, 'Last member', 'You are the only member, and cannot leave.'),
  recipient_blocked: error(409, 'Person blocked', 'You have blocked this person.'),
  message_changed_meanwhile: error(412, 'Changed meanwhile', 'The message has changed since you read it.'),
  body_too_large: error(413, 'Request too large', 'The body of a request has at most 64 KB.'),
  content_type_not_json: error(415, 'Not JSON', 'The body of the request is not marked as JSON.'),
  too_many_requests_at_once: passing(429, 'Too much at once', 'You have too many requests under way; try again shortly.'),
  too_many_event_streams: passing(429, 'Too many streams', 'You have too many streams of events open; close one, or try again shortly.'),
  /** Nobody is left to hear of it. */
  caller_gone: error(499, 'Caller gone', 'The connection ended before the answer.'),
  rate_limited_send: error(429, 'Too many messages', 'You have sent too much in a short time; try again later.'),
  rate_limited_start: error(429, 'Too many new conversations', 'You have started too many conversations; try again later.'),
  rate_limited_change: error(429, 'Too many changes', 'You have changed too much in a short time; try again later.'),
  rate_limited_report: error(429, 'Too many reports', 'You have reported too much in a short time; try again later.'),
  rate_limited_list: error(429, 'Too many reads', 'You have read too much in a short time; try again later.'),
  rate_limited_lookup: error(429, 'Too many searches', 'You have looked for too many people; try again later.'),
  rate_limited_sign_up: error(429, 'Too many sign-ups', 'Too many people have signed up from your network; try again later.'),
  rate_limited_bad_token: error(429, 'Too many attempts', 'Too many sign-ins from your network have failed; try again later.'),
  internal_error: error(500, 'Our fault', 'Something went wrong on our side.'),
  service_unavailable: passing(503, 'Not available', 'The service is not available for the moment; try again shortly.'),
  overloaded: passing(503, 'Too busy', 'The service is too busy for the moment; try again shortly.'),
} satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);

/** What somebody can make of an error: a sentence for each of its codes. */
export const helpOf = (codes: readonly ErrorCode[]): string => codes.map((code) => ERROR_CODES[code].help).join(' ');
