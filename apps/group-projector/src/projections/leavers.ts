import { MEMBERS_CHANGED } from '@app/common/events';
import type { ProjectedEvent } from './projected-event';

const NOBODY: readonly string[] = [];

/** Who is no member any more: their rows are closed by the event, of which they are told too. */
export function leaversIn(event: ProjectedEvent): readonly string[] {
  if (event.type !== MEMBERS_CHANGED) return NOBODY;
  const { kind, subjects } = event.data;
  return kind === 'left' || kind === 'removed' ? subjects.map(({ uuid }) => uuid) : NOBODY;
}
