import { z } from 'zod';
import { code } from '@app/common/errors';
import { checkRequest, jsonBody } from '@app/common/requests';
import { groupUuid } from '../requests/group-uuid';

/** What a member may do with a conversation in their own list. */
export type Choice = 'mute' | 'archive' | 'pin';

/** A conversation, and what the service behind is told of the choice. */
export interface ChoiceMade {
  groupUuid: string;
  body: { until?: string | undefined; number?: number | undefined };
}

const UNTIL_MALFORMED = code('until_malformed');

/** Some moment of a day, in any zone; kept in UTC, in which it may be one of the year 10000. Whether it lies ahead, the service behind knows. */
const until = z.iso
  .datetime({ offset: true, error: UNTIL_MALFORMED })
  .transform((text) => new Date(text).toISOString())
  .pipe(z.iso.datetime(UNTIL_MALFORMED))
  .nullish()
  .transform((time) => time ?? undefined);

const number = z
  .int(code('number_malformed'))
  .min(1, code('number_malformed'))
  .nullish()
  .transform((given) => given ?? undefined);

export const muteBody = jsonBody({ until });
export const archiveBody = jsonBody({ number });
export const pinBody = jsonBody({});

/** Without a body nothing is said of it. */
const requests = {
  mute: z.object({ groupUuid, body: muteBody.prefault({}) }),
  archive: z.object({ groupUuid, body: archiveBody.prefault({}) }),
  pin: z.object({ groupUuid, body: pinBody.prefault({}) }),
} satisfies Record<Choice, z.ZodType>;

/** `PUT /api/message_groups/:uuid/mute`, `/archive`, `/pin`. */
export const checkChoice = (choice: Choice, request: { groupUuid: string; body: unknown }): ChoiceMade =>
  checkRequest(requests[choice], request);
