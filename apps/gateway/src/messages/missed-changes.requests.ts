import { z } from 'zod';
import type { ReadChangesQuery } from '@app/common/contracts';
import { code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { limit } from '../paging/limit';
import { groupUuid } from '../requests/group-uuid';
import { numberText } from './message-address';

export const changesQuery = z.object({
  after_number: numberText(code('after_number_malformed')).default(0).describe('Of the newest message that one has.'),
  after_revision: numberText(code('after_revision_malformed')).default(0).describe('Of the last change that one has.'),
  limit,
});

const changes = z
  .object({ uuid: groupUuid, query: changesQuery })
  .transform(({ uuid, query }): { groupUuid: string; wanted: Omit<ReadChangesQuery, 'readerUuid'> } => ({
    groupUuid: uuid,
    wanted: { afterNumber: query.after_number, afterRevision: query.after_revision, limit: query.limit },
  }));

/** `GET /api/messages/:uuid/changes`. Who has nothing yet asks for all. */
export const checkMissedChanges = (request: { uuid: string; query: unknown }): z.output<typeof changes> =>
  checkRequest(changes, request);
