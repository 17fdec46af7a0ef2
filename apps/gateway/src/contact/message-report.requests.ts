import { z } from 'zod';
import { MAX_REASON_CHARACTERS } from '@app/common/contracts';
import { checkRequest, jsonBody } from '@app/common/requests';
import { addressOf, messageAddress, type MessageAddress } from '../messages/message-address';
import { writtenText } from '../messages/message-text';
import { idempotencyKey } from '../requests/idempotency-key';

export const reportBody = jsonBody({
  reason: writtenText(MAX_REASON_CHARACTERS, {
    blank: 'reason_blank',
    malformed: 'reason_malformed',
    tooLong: 'reason_exceed_max_chars_1024',
  }),
});

const report = z
  .object({ path: messageAddress, reportKey: idempotencyKey, body: reportBody })
  .transform(({ path, body }): MessageAddress & { reason: string } => ({ ...addressOf(path), reason: body.reason }));

/** `POST /api/messages/:uuid/:number/report`. A person reports a message once, so that a retry needs no key. */
export const checkReport = (request: {
  path: unknown;
  reportKey: string | undefined;
  body: unknown;
}): z.output<typeof report> => checkRequest(report, request);
