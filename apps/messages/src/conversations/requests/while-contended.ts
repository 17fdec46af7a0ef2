import { DomainError } from '@app/common/errors';
import { growingPauses, pause } from '@app/common/patience';

/** Below the callers' own time limit, so that they hear a clear answer. */
const CONTENTION_LIMIT_MS = 3_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Tries again, after a random pause that grows, what another process got in the way of.
 * @throws DomainError `service_unavailable` where others are in the way for too long.
 */
export async function whileContended<Result>(
  attempt: () => Promise<Result | 'contended'>,
  onConflict: () => void = () => undefined,
): Promise<Result> {
  const deadline = performance.now() + CONTENTION_LIMIT_MS;
  for (const pauseMs of growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
    if (performance.now() >= deadline) break;
    const result = await attempt();
    if (result !== 'contended') return result;
    onConflict();
    await pause(Math.random() * pauseMs);
  }
  throw new DomainError('service_unavailable', { detail: 'other processes kept writing into this conversation' });
}
