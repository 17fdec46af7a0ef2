import { EXAMPLE, exampleTime } from '../../description/example';

const neverChanged = {
  kind: 'message',
  revision: 0,
  edited_at: null,
  deleted_at: null,
  reactions: [],
  reply_to: null,
  membership: null,
};

/** What `andrewbrown` begins with. */
export const FIRST_MESSAGE = {
  ...neverChanged,
  uuid: EXAMPLE.firstMessage,
  number: 1,
  user_uuid: EXAMPLE.andrew,
  display_name: 'Andrew Brown',
  handle: 'andrewbrown',
  message: 'Good morning!',
  created_at: exampleTime(),
};

/** With what `bayko` begins a conversation of which `londo` wants to be asked first. */
export const REQUEST = {
  ...neverChanged,
  uuid: EXAMPLE.requestMessage,
  number: 1,
  user_uuid: EXAMPLE.bayko,
  display_name: 'Andrew Bayko',
  handle: 'bayko',
  message: 'Good morning, Ambassador.',
  created_at: exampleTime(6),
};

/** What `bayko` replies. */
export const SECOND_MESSAGE = {
  ...neverChanged,
  uuid: EXAMPLE.secondMessage,
  number: 2,
  user_uuid: EXAMPLE.bayko,
  display_name: 'Andrew Bayko',
  handle: 'bayko',
  message: 'Good morning, Andrew.',
  created_at: exampleTime(4),
  reply_to: quotation('Good morning!'),
};

function quotation(message: string): object {
  return {
    number: 1,
    uuid: EXAMPLE.firstMessage,
    user_uuid: EXAMPLE.andrew,
    handle: 'andrewbrown',
    display_name: 'Andrew Brown',
    message,
    deleted: false,
  };
}

/** The first message once `andrewbrown` has edited it. */
export const EDITED_MESSAGE = {
  ...FIRST_MESSAGE,
  message: 'Good morning, Bayko!',
  revision: 1,
  edited_at: exampleTime(9),
};

/** What `bayko` has replied, once the first message says something else. */
export const SECOND_MESSAGE_THEN = { ...SECOND_MESSAGE, reply_to: quotation('Good morning, Bayko!') };

/** The same once a reaction has come and gone. */
export const WITHOUT_REACTION = { ...SECOND_MESSAGE_THEN, revision: 3 };

export const FIRST_ADDRESS = { message_group_uuid: EXAMPLE.conversation, number: 1 };
export const SECOND_ADDRESS = { message_group_uuid: EXAMPLE.conversation, number: 2 };

export const sent = (message: object): object => ({ message_group_uuid: EXAMPLE.conversation, ...message });
