import { z } from 'zod';
import { DomainError } from '@app/common/errors';

/** A place in one member's conversation list, and the way to go from it. */
export interface GroupCursor {
  towards: 'older' | 'newer';
  lastMessageAt: string;
  groupUuid: string;
}

const encoded = z.tuple([z.enum(['older', 'newer']), z.iso.datetime(), z.uuid()]);

export const encodeGroupCursor = ({ towards, lastMessageAt, groupUuid }: GroupCursor): string =>
  Buffer.from(JSON.stringify([towards, lastMessageAt, groupUuid])).toString('base64url');

/** @throws DomainError `cursor_malformed` for anything that `encodeGroupCursor` did not make. */
export function decodeGroupCursor(text: string): GroupCursor {
  const parsed = encoded.safeParse(jsonOrUndefined(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) throw new DomainError('cursor_malformed');
  const [towards, lastMessageAt, groupUuid] = parsed.data;
  return { towards, lastMessageAt, groupUuid };
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
