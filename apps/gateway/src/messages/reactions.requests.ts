import { z } from 'zod';
import { code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { isVisible } from '@app/common/text';
import { addressOf, messageAddress, type MessageAddress } from './message-address';

/** As long as the longest emoji may be, with much to spare. Whether it is one, the service behind knows. */
const MAX_EMOJI_UNITS = 64;

const MALFORMED = code('emoji_malformed');

export const reactionAddress = messageAddress.extend({
  emoji: z.string().refine((text) => text.length <= MAX_EMOJI_UNITS && isVisible(text), MALFORMED),
});

const reaction = reactionAddress.transform((path): MessageAddress & { emoji: string } => ({
  ...addressOf(path),
  emoji: path.emoji,
}));

/** `PUT` and `DELETE /api/messages/:uuid/:number/reactions/:emoji`. */
export const checkReaction = (path: unknown): z.output<typeof reaction> => checkRequest(reaction, path);
