import { isOpen, showsEntry, type Span } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';

/** What was read of the entry before the spans is of a time at which these let it be seen. */
export function whyUnseen(spans: readonly Span[], number: number): DomainError | undefined {
  if (!isOpen(spans)) return new DomainError('message_group_left');
  return showsEntry(spans, number) ? undefined : new DomainError('message_not_found');
}
