const BEAT_MS = 1_000;

/**
 * Runs `work` while this member stays in its group, however long the work takes.
 *
 * A heartbeat that fails means that the group goes on without this member, or that Kafka is away. Then `giveUp` aborts,
 * and the work ends at the next point where it would otherwise wait.
 */
export async function withHeartbeats<Result>(
  heartbeat: () => Promise<void>,
  giveUp: AbortController,
  work: () => Promise<Result>,
): Promise<Result> {
  const beat = (): void => void heartbeat().catch((error: unknown) => giveUp.abort(error));
  const timer = setInterval(beat, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
