import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { StartGroupRequest } from '@app/common/contracts';

/** Fixed for ever: by another namespace a repeated start would make a second group. */
const START_KEY_NAMESPACE = '3f0c5c0e-58a4-4d0b-9a3e-6b7d2f7c1a64';

/** The uuid of the one group that somebody starts under a key, however often it is tried. */
export const keyedGroupUuid = (creatorUuid: string, startKey: string): string =>
  uuidv5(`${creatorUuid}|${startKey}`, START_KEY_NAMESPACE);

/** Of what a start asks for: under a known key another one is refused. The order of the handles does not matter. */
export const startHashOf = ({ handles, name, history }: StartGroupRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([handles.toSorted(), name ?? null, history]))
    .digest('base64url');
