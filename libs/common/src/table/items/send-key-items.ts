import type { TableKey } from './keys';

/** The number that a send key tries: the message there is the key's own if it has the uuid that the key gives. */
export interface SendKeyItem extends TableKey {
  tried_number: number;
  /** Of the text as the client sent it; absent where nobody said. */
  text_hash?: string;
}

/** A send key that an older version wrote in one transaction with its message, whose number it names. */
export interface SettledSendKeyItem extends TableKey {
  number: number;
}
