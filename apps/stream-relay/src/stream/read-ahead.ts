/**
 * Reads the next value while the last one is being worked on, never more than that one ahead. When the caller leaves,
 * the signal given to `read` aborts.
 */
export async function* readAhead<Value>(
  read: (signal: AbortSignal) => AsyncGenerator<Value>,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const leaving = new AbortController();
  const source = read(AbortSignal.any([signal, leaving.signal]));
  let next = source.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = source.next();
      // A failure is met where `next` is awaited, which may be after it happened.
      next.catch(() => undefined);
      yield result.value;
    }
  } finally {
    leaving.abort();
    await source.return(undefined);
  }
}
