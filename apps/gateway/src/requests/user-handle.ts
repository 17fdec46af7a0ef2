import { isHandle, normalHandle } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';

/** Of an address: a handle that nobody can have is answered like one that nobody has. */
export function checkHandle(typed: string, unknown: ErrorCode): string {
  const handle = normalHandle(typed);
  if (!isHandle(handle)) throw new DomainError(unknown);
  return handle;
}
