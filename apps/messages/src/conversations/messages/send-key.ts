import { v5 as uuidv5 } from 'uuid';

/** Fixed for ever: by another namespace no attempt would know the message of an earlier one. */
const SEND_KEY_NAMESPACE = '5fddd192-2435-4d2b-ae21-4e1a6f861d33';

/** Under what a client sends one message into one conversation, however often it tries. */
export interface SendKey {
  groupUuid: string;
  senderUuid: string;
  key: string;
  /** Of the text that it sends; undefined where nobody says. */
  textHash?: string | undefined;
}

/** The number that a send key tries. */
export interface TriedNumber {
  number: number;
  /** Of the text that was sent first; undefined where nobody said. */
  textHash?: string | undefined;
  /** The message there is the key's, whatever its uuid. */
  isSettled?: boolean;
}

/** The uuid of the key's message: by it each attempt knows the message, whichever of them has stored it. */
export const messageUuidOf = ({ groupUuid, senderUuid, key }: SendKey): string =>
  uuidv5(`${groupUuid}|${senderUuid}|${key}`, SEND_KEY_NAMESPACE);

/** Whether the key was given to another text before. */
export const isReused = ({ textHash }: SendKey, tried: TriedNumber): boolean =>
  textHash !== undefined && tried.textHash !== undefined && tried.textHash !== textHash;
