// Made from docs/openapi.json by `npm run client:generate`; a test holds it against that.
import type { Answer, CallOptions, MakeCall } from '../transport/call.js';

export type Archive = {
  number?: number | null;
};

export type Block = {
  uuid: string;
  handle: string;
  display_name: string;
  /** Since when. */
  created_at: string;
};

export type Blocks = Block[];

export type Changes = {
  /** New messages, by their numbers. */
  entries: Message[];
  /** Changes by their revisions. None is of a message that neither the answer nor the client has. */
  revisions: {
    /** 1, 2, 3, … in its conversation, without a gap. */
    revision: number;
    kind: 'edited' | 'deleted' | 'reacted' | 'members';
    /** Of the message that was changed. */
    number: number;
    /** Who has changed it. */
    user_uuid: string;
    /** When it was changed. */
    created_at: string;
    message: Message;
  }[];
  /** Ask again, behind the last entry and the last revision. */
  has_more: boolean;
};

export type DoesNotWork = {
  status: 'unavailable';
};

export type GroupName = {
  name: string | null;
};

export type GroupOwner = {
  /** Of a member, also with `@` before it, in any case of its letters. */
  handle: string;
};

export type GroupToStart = {
  /** Of 2 to 255 others, each once, also with `@` before it, in any case of its letters. */
  handles: string[];
  name?: string | null;
  /** What members see who are added later: from then on (`joined`, where it is absent), or `all`. */
  history?: 'joined' | 'all' | null;
};

export type HealthCheck = {
  success: true;
  ver: 1;
};

export type LiveEvents = {
  events: (
    | {
    id: string;
    event: 'message';
    data: SentMessage;
  }
    | {
    id: string;
    event: 'message_edited';
    data: {
      /** 1, 2, 3, … in its conversation, without a gap. */
      revision: number;
      kind: 'edited' | 'deleted' | 'reacted' | 'members';
      /** Of the message that was changed. */
      number: number;
      /** Who has changed it. */
      user_uuid: string;
      /** When it was changed. */
      created_at: string;
      message: Message;
      message_group_uuid: string;
    };
  }
    | {
    id: string;
    event: 'message_deleted';
    data: {
      /** 1, 2, 3, … in its conversation, without a gap. */
      revision: number;
      kind: 'edited' | 'deleted' | 'reacted' | 'members';
      /** Of the message that was changed. */
      number: number;
      /** Who has changed it. */
      user_uuid: string;
      /** When it was changed. */
      created_at: string;
      message: Message;
      message_group_uuid: string;
    };
  }
    | {
    id: string;
    event: 'reaction';
    data: {
      /** 1, 2, 3, … in its conversation, without a gap. */
      revision: number;
      kind: 'edited' | 'deleted' | 'reacted' | 'members';
      /** Of the message that was changed. */
      number: number;
      /** Who has changed it. */
      user_uuid: string;
      /** When it was changed. */
      created_at: string;
      message: Message;
      message_group_uuid: string;
    };
  }
    | {
    id: string;
    event: 'read';
    data: {
      /** Of the member. */
      uuid: string;
      /** What has this number, or a lower one, is read. */
      last_read_number: number;
      /** What has this number, or a lower one, has arrived. */
      last_received_number: number;
      message_group_uuid: string;
    };
  }
    | {
    id: string;
    event: 'message_group';
    data: {
      uuid: string;
      last_number: number;
      revision: number;
      last_read_number: number;
    };
  }
    | {
    id: string;
    event: 'profile';
    data: {
      uuid: string;
      handle: string;
      display_name: string;
    };
  }
    | {
    id: string;
    event: 'settings';
    data: Settings;
  }
    | {
    id: string;
    event: 'typing';
    data: Typing;
  }
    | {
    id: string;
    event: 'state';
    data: {
      read: 'list' | 'all';
    };
  }
    | {
    id: string;
    event: 'heartbeat';
    data: {
      behind: boolean;
    };
  }
    | {
    id: string;
    event: 'bye';
    data: {
      reason: 'token' | 'account' | 'stopping' | 'slow' | 'lost';
      retry_ms: number;
    };
  })[];
  cursor: string;
};

export type Member = {
  uuid: string;
  handle: string;
  display_name: string;
  /** The one who may remove others, and hand the group over. */
  owner: boolean;
};

export type Members = Member[];

export type Message = {
  uuid: string;
  /** 1, 2, 3, … in its conversation, without a gap. */
  number: number;
  /** `message`, or how it has changed the members of a group. Others may come. */
  kind: string;
  /** Of its sender. */
  user_uuid: string;
  /** Of its sender at that time. */
  display_name: string;
  /** Of its sender at that time. */
  handle: string;
  /** Its text; empty where it is deleted. */
  message: string;
  /** When it was sent. */
  created_at: string;
  /** Of its last change; 0 where there was none. */
  revision: number;
  /** When its text was last changed; null where it never was. */
  edited_at: string | null;
  /** When it was deleted; null where it is not. */
  deleted_at: string | null;
  /** The most frequent first. */
  reactions: {
    emoji: string;
    /** How many people have reacted with it. */
    count: number;
    /** The caller is among them. */
    own: boolean;
  }[];
  /** What it answers, as that is now; null where it answers nothing. */
  reply_to: {
    number: number;
    uuid: string;
    /** Of its sender. */
    user_uuid: string;
    handle: string;
    display_name: string;
    /** Its beginning, at most 256 characters; empty where it is deleted. */
    message: string;
    deleted: boolean;
  } | null;
  /** Null unless it has changed the members of a group. */
  membership: {
    /** Whom it is about. */
    users: {
      uuid: string;
      handle: string;
      display_name: string;
    }[];
    /** Of the group from then on; null where it has none. */
    name: string | null;
    /** Of the group from then on. */
    owner_uuid: string;
  } | null;
};

export type MessageEdit = {
  /** 1 to 1024 characters after trimming, of which at least one is seen. */
  message: string;
};

export type MessageGroup = {
  uuid: string;
  /** The other member's; of a group its name, or those of its members. */
  display_name: string;
  /** The other member's; empty of a group. */
  handle: string;
  /** The beginning of the last message, at most 256 characters; empty where it is deleted. */
  message: string;
  /** Of the last message. */
  created_at: string;
  /** Of the last message. */
  last_number: number;
  /** How far the caller has read; 0 where nothing is read. */
  last_read_number: number;
  /** How far a client of the caller has received. */
  last_received_number: number;
  /** Messages of others that are not read; 100 means 100 or more. */
  unread_count: number;
  /** Of the last change that the list shows; 0 where there was none. */
  revision: number;
  kind: 'pair' | 'group';
  /** Of a group; null where it has none, and of a pair. */
  name: string | null;
  /** Of the last entry: `message`, or how it has changed the members. */
  last_kind: string;
  /** The others; of a large group the first of them. */
  members: {
    uuid: string;
    handle: string;
    display_name: string;
  }[];
  /** With the caller, as long as that is a member. */
  member_count: number;
  /** The caller has left, or was removed: nothing newer is to be seen. */
  left: boolean;
  /** Null where it is not muted. */
  muted_until: string | 'forever' | null;
  archived: boolean;
  /** Null where it is not pinned. */
  pinned_at: string | null;
};

export type MessageGroups = MessageGroup[];

export type MessageToSend = {
  /** 1 to 1024 characters after trimming, of which at least one is seen. */
  message: string;
  reply_to?: number | null;
  /** Of the conversation, in any case. */
  message_group_uuid: string;
} | {
  /** 1 to 1024 characters after trimming, of which at least one is seen. */
  message: string;
  reply_to?: number | null;
  /** Of the other person, also with `@` before it or blanks around it, in any case of its letters. */
  handle: string;
};

export type Messages = Message[];

export type Mute = {
  until?: string | null;
};

export type Nobody = Record<string, never>;

export type Pin = Record<string, never>;

export type Problem = {
  /** The first of `errors`, as a URI that leads nowhere. */
  type: string;
  /** The first of `errors` in a few words. */
  title: string;
  /** As of the answer. */
  status: number;
  /** A sentence of help for each of `errors`, in English. */
  detail: string;
  /** The `X-Request-Id`. */
  instance: string;
  /** All that is wrong. */
  errors: {
    code: KnownErrorCode;
    /** It in a few words. */
    title: string;
    /** A sentence of help. */
    detail: string;
  }[];
};

export type Profile = {
  uuid: string;
  handle: string;
  display_name: string;
  /** Null where the pool has none that is good. */
  email: string | null;
  /** Null where there is none. */
  bio: string | null;
  /** Of the sign-up. */
  created_at: string;
};

export type ProfileUpdate = {
  /** 1 to 128 characters in one line, after trimming. */
  display_name: string;
  /** At most 1024 characters after trimming; a blank one is removed, an absent one stays. */
  bio?: string | null;
};

export type PublicProfile = {
  uuid: string;
  handle: string;
  display_name: string;
  bio: string | null;
};

export type Reactions = Reactors[];

export type Reactors = {
  emoji: string;
  /** How many people have reacted with it. */
  count: number;
  user_uuids: string[];
};

export type ReadMarker = {
  /** Of the conversation. */
  uuid: string;
  /** How far it is read now, which may be further than was asked for. */
  last_read_number: number;
};

export type ReadMarkerToSet = {
  number: number;
  force?: boolean;
};

export type Receipt = {
  /** Of the member. */
  uuid: string;
  /** What has this number, or a lower one, is read. */
  last_read_number: number;
  /** What has this number, or a lower one, has arrived. */
  last_received_number: number;
};

export type Receipts = Receipt[];

export type ReceivedMarker = {
  /** Of the conversation. */
  uuid: string;
  /** How far it is received now, which may be further than was asked for. */
  last_received_number: number;
};

export type ReceivedMarkerToSet = {
  number: number;
};

export type Report = {
  /** Of the report. */
  uuid: string;
  message_group_uuid: string;
  /** Of the message. */
  number: number;
  reason: string;
  created_at: string;
};

export type ReportToMake = {
  /** 1 to 1024 characters after trimming, of which at least one is seen. */
  reason: string;
};

export type SentMessage = {
  uuid: string;
  /** 1, 2, 3, … in its conversation, without a gap. */
  number: number;
  /** `message`, or how it has changed the members of a group. Others may come. */
  kind: string;
  /** Of its sender. */
  user_uuid: string;
  /** Of its sender at that time. */
  display_name: string;
  /** Of its sender at that time. */
  handle: string;
  /** Its text; empty where it is deleted. */
  message: string;
  /** When it was sent. */
  created_at: string;
  /** Of its last change; 0 where there was none. */
  revision: number;
  /** When its text was last changed; null where it never was. */
  edited_at: string | null;
  /** When it was deleted; null where it is not. */
  deleted_at: string | null;
  /** The most frequent first. */
  reactions: {
    emoji: string;
    /** How many people have reacted with it. */
    count: number;
    /** The caller is among them. */
    own: boolean;
  }[];
  /** What it answers, as that is now; null where it answers nothing. */
  reply_to: {
    number: number;
    uuid: string;
    /** Of its sender. */
    user_uuid: string;
    handle: string;
    display_name: string;
    /** Its beginning, at most 256 characters; empty where it is deleted. */
    message: string;
    deleted: boolean;
  } | null;
  /** Null unless it has changed the members of a group. */
  membership: {
    /** Whom it is about. */
    users: {
      uuid: string;
      handle: string;
      display_name: string;
    }[];
    /** Of the group from then on; null where it has none. */
    name: string | null;
    /** Of the group from then on. */
    owner_uuid: string;
  } | null;
  message_group_uuid: string;
};

export type Settings = {
  /** Whether others see how far the caller has read and received, and the caller how far they have. */
  receipts: boolean;
  /** Who may write to the caller for the first time. */
  accepts: 'everybody' | 'requests' | 'nobody';
};

export type SettingsToChange = {
  receipts?: boolean;
  /** Whose messages the caller takes in conversations of two. */
  accepts?: 'everybody' | 'requests' | 'nobody';
};

export type ShortUser = {
  uuid: string;
  handle: string;
  display_name: string;
};

export type ShortUsers = ShortUser[];

export type Typing = {
  message_group_uuid: string;
  uuid: string;
};

export type Unread = {
  messages: number;
  /** Those that have such messages. */
  conversations: number;
  /** At least one of them has 100 or more, so `messages` is the least that there can be. */
  more: boolean;
  /** The same of muted conversations, which do not count above. */
  muted: {
    messages: number;
    /** Those that have such messages. */
    conversations: number;
    /** At least one of them has 100 or more, so `messages` is the least that there can be. */
    more: boolean;
  };
};

export type Version = {
  /** By which it came; 0 is the message as it was sent. */
  revision: number;
  message: string;
  /** Since when it was so. */
  created_at: string;
};

export type Versions = Version[];

export type Works = {
  status: 'ok';
};

/** Why a call was refused. A newer service may have others. */
export type KnownErrorCode =
  | 'accept_not_event_stream'
  | 'accepts_malformed'
  | 'account_suspended'
  | 'after_number_malformed'
  | 'after_number_unknown'
  | 'after_revision_malformed'
  | 'after_revision_unknown'
  | 'archived_malformed'
  | 'bio_exceed_max_chars_1024'
  | 'bio_malformed'
  | 'body_not_json'
  | 'body_not_json_object'
  | 'body_not_utf8'
  | 'body_too_large'
  | 'content_type_not_json'
  | 'cursor_malformed'
  | 'display_name_blank'
  | 'display_name_exceed_max_chars_128'
  | 'display_name_malformed'
  | 'email_taken'
  | 'emoji_malformed'
  | 'event_cursor_ahead'
  | 'event_cursor_malformed'
  | 'force_malformed'
  | 'group_name_blank'
  | 'group_name_exceed_max_chars_128'
  | 'group_name_malformed'
  | 'handle_blank'
  | 'handle_malformed'
  | 'handle_taken'
  | 'handles_malformed'
  | 'handles_own'
  | 'handles_repeated'
  | 'handles_unknown'
  | 'history_malformed'
  | 'idempotency_key_malformed'
  | 'idempotency_key_reused'
  | 'if_match_malformed'
  | 'internal_error'
  | 'limit_out_of_range_1_20'
  | 'limit_out_of_range_1_200'
  | 'member_not_found'
  | 'member_takes_no_messages'
  | 'members_below_3'
  | 'members_exceed_256'
  | 'message_address_ambiguous'
  | 'message_blank'
  | 'message_changed_meanwhile'
  | 'message_changes_off'
  | 'message_delete_too_late'
  | 'message_deleted'
  | 'message_deletes_off'
  | 'message_edit_too_late'
  | 'message_edits_exceed_64'
  | 'message_edits_off'
  | 'message_exceed_max_chars_1024'
  | 'message_group_is_pair'
  | 'message_group_last_member'
  | 'message_group_left'
  | 'message_group_not_found'
  | 'message_group_owner_leaves'
  | 'message_group_owner_only'
  | 'message_group_uuid_blank'
  | 'message_group_uuid_malformed'
  | 'message_group_uuid_unknown'
  | 'message_groups_off'
  | 'message_history_hidden'
  | 'message_malformed'
  | 'message_not_found'
  | 'message_not_own'
  | 'message_own'
  | 'message_request_not_found'
  | 'method_not_allowed'
  | 'not_found'
  | 'number_malformed'
  | 'overloaded'
  | 'page_malformed'
  | 'prefix_blank'
  | 'prefix_malformed'
  | 'rate_limited_bad_token'
  | 'rate_limited_change'
  | 'rate_limited_list'
  | 'rate_limited_lookup'
  | 'rate_limited_report'
  | 'rate_limited_send'
  | 'rate_limited_sign_up'
  | 'rate_limited_start'
  | 'reactions_exceed_20'
  | 'reason_blank'
  | 'reason_exceed_max_chars_1024'
  | 'reason_malformed'
  | 'receipts_exceed_32_members'
  | 'receipts_malformed'
  | 'recipient_blocked'
  | 'recipient_takes_no_messages'
  | 'reply_to_malformed'
  | 'reply_to_unknown'
  | 'request_malformed'
  | 'service_unavailable'
  | 'signing_key_unknown'
  | 'too_many_event_streams'
  | 'too_many_requests_at_once'
  | 'unauthorized'
  | 'until_malformed'
  | 'user_handle_own'
  | 'user_not_found'
  | 'user_not_registered'
  | 'user_reciever_handle_blank'
  | 'user_reciever_handle_malformed'
  | 'user_reciever_handle_own'
  | 'user_reciever_handle_unknown'
  | 'wait_out_of_range_1_25';

export const HEADERS: readonly string[] = ['Idempotency-Key', 'If-Match', 'Last-Event-ID'];

/** Each call, made once. What is not answered with a success is thrown, as a `CruddurError`. */
export class Api {
  constructor(private readonly call: MakeCall) {}

  /** Read the caller's settings */
  readSettings(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Settings>> {
    return this.call('GET', '/api/settings', request, options);
  }

  /** Change the caller's settings. What is not named stays. Who shows no receipts sees none. Who takes messages from `nobody` gets none in conversations of two, old ones too; with `requests` the first message of somebody new waits until it is accepted. */
  changeSettings(
    request: {
      body: SettingsToChange;
    },
    options?: CallOptions,
  ): Promise<Answer<Settings>> {
    return this.call('PUT', '/api/settings', request, options);
  }

  /** Send a message. Into a conversation, or to somebody by handle, which starts the conversation if there is none. A `200` means that the message is stored and has its number. */
  sendMessage(
    request: {
      /** One for each message: a repetition with the same key answers the first, and stores nothing. */
      'Idempotency-Key'?: string;
      body: MessageToSend;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('POST', '/api/messages', request, options);
  }

  /** Read a page of a conversation. By ascending number. At most one of `before`, `after` and `around`; with none, the newest messages. */
  readMessages(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      /** Ends the page before this message. */
      before?: number;
      /** Begins the page after this message. */
      after?: number;
      /** Has this message in the middle of the page. */
      around?: number;
      /** The most entries that the answer may have. */
      limit?: number;
    },
    options?: CallOptions,
  ): Promise<Answer<Messages>> {
    return this.call('GET', '/api/messages/{message_group_uuid}', request, options);
  }

  /** Read one message. Its `ETag` is its revision, for `If-Match`. */
  readMessage(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('GET', '/api/messages/{message_group_uuid}/{number}', request, options);
  }

  /** Edit one's own message. To the text that it has changes nothing. The operator may limit for how long, or allow none. */
  editMessage(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
      /** The `ETag` of the message as the caller knows it: another revision is a `412`. */
      'If-Match'?: string;
      body: MessageEdit;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('PATCH', '/api/messages/{message_group_uuid}/{number}', request, options);
  }

  /** Delete one's own message. Its number stays, its text is gone, also from its history. A deleted one changes nothing. */
  deleteMessage(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
      /** The `ETag` of the message as the caller knows it: another revision is a `412`. */
      'If-Match'?: string;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('DELETE', '/api/messages/{message_group_uuid}/{number}', request, options);
  }

  /** Read the texts that a message has had. The original first. The operator may hide them; of a deleted message none is left. */
  readHistory(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
    },
    options?: CallOptions,
  ): Promise<Answer<Versions>> {
    return this.call('GET', '/api/messages/{message_group_uuid}/{number}/history', request, options);
  }

  /** React with an emoji. One that is there already changes nothing. */
  react(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
      emoji: string;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('PUT', '/api/messages/{message_group_uuid}/{number}/reactions/{emoji}', request, options);
  }

  /** Take a reaction back. One that is not there changes nothing. */
  takeBackReaction(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
      emoji: string;
    },
    options?: CallOptions,
  ): Promise<Answer<SentMessage>> {
    return this.call('DELETE', '/api/messages/{message_group_uuid}/{number}/reactions/{emoji}', request, options);
  }

  /** Read who has reacted, and with what */
  readReactions(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
    },
    options?: CallOptions,
  ): Promise<Answer<Reactions>> {
    return this.call('GET', '/api/messages/{message_group_uuid}/{number}/reactions', request, options);
  }

  /** Read what one lacks of a conversation. By the newest message and the last change that one has: messages first, then changes, each with its message as it is now. Of two copies of a message the one with the higher `revision` counts. With `has_more`, ask again behind the last of both. */
  readChanges(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      /** Of the newest message that one has. */
      after_number?: number;
      /** Of the last change that one has. */
      after_revision?: number;
      /** The most entries that the answer may have. */
      limit?: number;
    },
    options?: CallOptions,
  ): Promise<Answer<Changes>> {
    return this.call('GET', '/api/messages/{message_group_uuid}/changes', request, options);
  }

  /** List the caller's conversations. The most recent first, each with the other members, its last message and how much of it is unread. */
  listMessageGroups(
    request: {
      /** The most entries that the answer may have. */
      limit?: number;
      /** A place in the list, as a `Link` of another page names it. */
      cursor?: string;
      /** Whether those conversations are listed that are archived; absent, the others are. */
      archived?: 'true' | 'false';
    } = {},
    options?: CallOptions,
  ): Promise<Answer<MessageGroups>> {
    return this.call('GET', '/api/message_groups', request, options);
  }

  /** Start a group. With two others at least, as its owner. A `200` means that it is there, with its first entry; it is in lists once it is projected. */
  startGroup(
    request: {
      /** One for each group: a repetition with the same key answers the first, and starts nothing. */
      'Idempotency-Key'?: string;
      body: GroupToStart;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('POST', '/api/message_groups', request, options);
  }

  /** Read how much is unread. Over all conversations that are not archived; those that are muted apart. `more`: one has 100 or more. */
  readUnread(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Unread>> {
    return this.call('GET', '/api/message_groups/unread', request, options);
  }

  /** Read one conversation. Archived or not, or one that waits as a request. One that was declined is not found. */
  readMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('GET', '/api/message_groups/{message_group_uuid}', request, options);
  }

  /** Give a group another name, or none. By any member. Without a name it goes by those of its members. The name that it has changes nothing. */
  renameGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body: GroupName;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PATCH', '/api/message_groups/{message_group_uuid}', request, options);
  }

  /** Move the caller's read marker. Forward, and no further than the newest message; back, too, with `force`. Sending a message moves it. */
  markRead(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body: ReadMarkerToSet;
    },
    options?: CallOptions,
  ): Promise<Answer<ReadMarker>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/read', request, options);
  }

  /** Say how far one has received. Forward only: what a client has got, whether or not anybody has read it. */
  markReceived(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body: ReceivedMarkerToSet;
    },
    options?: CallOptions,
  ): Promise<Answer<ReceivedMarker>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/received', request, options);
  }

  /** Read how far the others have come. Of those who let it be seen; nothing where the caller does not. */
  readReceipts(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<Receipts>> {
    return this.call('GET', '/api/message_groups/{message_group_uuid}/receipts', request, options);
  }

  /** Mute a conversation. Until a time, or for ever. It counts apart in the totals of what is unread. */
  muteMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body?: Mute;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/mute', request, options);
  }

  /** Unmute a conversation. Until a time, or for ever. It counts apart in the totals of what is unread. */
  unmuteMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('DELETE', '/api/message_groups/{message_group_uuid}/mute', request, options);
  }

  /** Archive a conversation. Up to a message, usually the newest: with the next one it is in the list again. */
  archiveMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body?: Archive;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/archive', request, options);
  }

  /** Take a conversation out of the archive. Up to a message, usually the newest: with the next one it is in the list again. */
  unarchiveMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('DELETE', '/api/message_groups/{message_group_uuid}/archive', request, options);
  }

  /** Pin a conversation. For the client to show it on top. */
  pinMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body?: Pin;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/pin', request, options);
  }

  /** Unpin a conversation. For the client to show it on top. */
  unpinMessageGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('DELETE', '/api/message_groups/{message_group_uuid}/pin', request, options);
  }

  /** Add a member. By any member. Who is one already changes nothing. What the new member sees of what was said before, the start of the group has decided. */
  addMember(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      /** Of one person, in any case of its letters. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/members/@{handle}', request, options);
  }

  /** Leave a group, or remove a member. Oneself leaves; others are removed by the owner. What was said until then stays to be read. Who has gone already changes nothing. */
  removeMember(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      /** Of one person, in any case of its letters. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('DELETE', '/api/message_groups/{message_group_uuid}/members/@{handle}', request, options);
  }

  /** Make another member the owner. By the owner. Who is the owner already changes nothing. */
  handOverGroup(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      body: GroupOwner;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_groups/{message_group_uuid}/owner', request, options);
  }

  /** Read who is in a group. With the caller. Who has left is told who was in it then. */
  readMembers(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<Members>> {
    return this.call('GET', '/api/message_groups/{message_group_uuid}/members', request, options);
  }

  /** List the conversations that wait for the caller to accept them. The most recent first. They are in no other list and in no total, and nobody is told how far they are read. */
  listMessageRequests(
    request: {
      /** The most entries that the answer may have. */
      limit?: number;
      /** A place in the list, as a `Link` of another page names it. */
      cursor?: string;
    } = {},
    options?: CallOptions,
  ): Promise<Answer<MessageGroups>> {
    return this.call('GET', '/api/message_requests', request, options);
  }

  /** Decline a request. It is shown nowhere from then on, nor is what follows, and who has sent it is not told. To accept it is possible all the same, also by writing back. */
  declineMessageRequest(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('DELETE', '/api/message_requests/{message_group_uuid}', request, options);
  }

  /** Accept a request. It is in the list from then on. What is accepted already stays so; to write back accepts too. */
  acceptMessageRequest(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<MessageGroup>> {
    return this.call('PUT', '/api/message_requests/{message_group_uuid}', request, options);
  }

  /** Report a message. To those who look after the service, with the message as it is now; its sender is not told. One report of a person and message: a repetition is answered with the first. */
  reportMessage(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
      number: number;
      /** One for each message: a repetition with the same key answers the first, and stores nothing. */
      'Idempotency-Key'?: string;
      body: ReportToMake;
    },
    options?: CallOptions,
  ): Promise<Answer<Report>> {
    return this.call('POST', '/api/messages/{message_group_uuid}/{number}/report', request, options);
  }

  /** Block a person. Who is blocked can neither start a conversation with the caller nor write into the one that the two have, 5 s later at the latest, and hears what everybody hears of somebody who takes messages from nobody. Groups that both are in stay. */
  block(
    request: {
      /** Without the `@`, in any case of its letters, also with blanks around it. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<Block>> {
    return this.call('PUT', '/api/blocks/@{handle}', request, options);
  }

  /** Take a block back. One that is not there changes nothing. */
  unblock(
    request: {
      /** Without the `@`, in any case of its letters, also with blanks around it. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<ShortUser>> {
    return this.call('DELETE', '/api/blocks/@{handle}', request, options);
  }

  /** List whom the caller blocks. The newest first. Nobody else can see it. */
  listBlocks(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Blocks>> {
    return this.call('GET', '/api/blocks', request, options);
  }

  /** Follow what happens. A stream of Server-Sent Events from a cursor on; with `wait` a long poll, whose answer has the same events. A stream has for each event its `id`, which is the cursor of who has taken it, its name as `event`, and its `data` as the answer of a long poll has it. */
  readEvents(
    request: {
      /** The `id` of the last event that was taken, or the `Event-Cursor` of a list; `Last-Event-ID` counts before it. */
      since?: string;
      /** Answers with the events of so many seconds, or as soon as there are some, in place of a stream. */
      wait?: number;
      /** The `id` of the last event that was taken. It counts before `since`. */
      'Last-Event-ID'?: string;
    } = {},
    options?: CallOptions,
  ): Promise<Answer<LiveEvents>> {
    return this.call('GET', '/api/events', request, options);
  }

  /** Tell that one is typing. Told as the event `typing` to the other members who follow events, and stored nowhere; at most once in 3 s, and to nobody under load, or in a request that waits for the caller. */
  type(
    request: {
      /** Of the conversation, in any case. */
      message_group_uuid: string;
    },
    options?: CallOptions,
  ): Promise<Answer<Typing>> {
    return this.call('POST', '/api/message_groups/{message_group_uuid}/typing', request, options);
  }

  /** Find people by the beginning of their handle */
  searchUsers(
    request: {
      /** How the handle begins, also with `@` before it, in any case of its letters. */
      prefix: string;
      /** The most entries that the answer may have. */
      limit?: number;
    },
    options?: CallOptions,
  ): Promise<Answer<ShortUsers>> {
    return this.call('GET', '/api/users', request, options);
  }

  /** Read a person's public profile */
  readPublicProfile(
    request: {
      /** Without the `@`, in any case of its letters, also with blanks around it. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<PublicProfile>> {
    return this.call('GET', '/api/users/@{handle}', request, options);
  }

  /** Find a person by handle. Open, unless the operator has closed it; then it wants a token, as other calls do. */
  findUser(
    request: {
      /** Without the `@`, in any case of its letters, also with blanks around it. */
      handle: string;
    },
    options?: CallOptions,
  ): Promise<Answer<{
    uuid: string;
    handle: string;
    display_name: string;
  } | Record<string, never>>> {
    return this.call('GET', '/api/users/@{handle}/short', request, options);
  }

  /** Read the caller's own profile */
  readProfile(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Profile>> {
    return this.call('GET', '/api/profile', request, options);
  }

  /** Change the caller's name and bio. A new name reaches the lists of others within moments; messages keep the name under which they were sent. */
  updateProfile(
    request: {
      body: ProfileUpdate;
    },
    options?: CallOptions,
  ): Promise<Answer<Profile>> {
    return this.call('POST', '/api/profile/update', request, options);
  }

  /** Whether the API answers */
  checkHealth(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<HealthCheck>> {
    return this.call('GET', '/api/health-check', request, options);
  }

  /** Whether the process lives */
  isLive(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Works>> {
    return this.call('GET', '/health/live', request, options);
  }

  /** Whether the gateway can do its work. For load balancers. */
  isReady(
    request: object = {},
    options?: CallOptions,
  ): Promise<Answer<Works>> {
    return this.call('GET', '/health/ready', request, options);
  }
}
