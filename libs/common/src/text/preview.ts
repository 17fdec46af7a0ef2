import { beginningOf } from './clusters';
import { balanceDirection } from './direction';

const PREVIEW_CHARACTERS = 256;

/**
 * What a conversation list shows of a message: its first 256 characters (code points), as far as that cuts no grapheme
 * cluster, then `…` if it goes on. It turns the direction of nothing beside it.
 */
export function previewOf(message: string): string {
  const beginning = beginningOf(message, PREVIEW_CHARACTERS);
  return balanceDirection(beginning) + (beginning.length < message.length ? '…' : '');
}
