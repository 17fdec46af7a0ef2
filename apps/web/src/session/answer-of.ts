/** What a function tells its callback. */
export const answerOf = <Value>(ask: (told: (error: unknown, value: Value | null | undefined) => void) => void) =>
  new Promise<Value>((resolve, reject) => {
    ask((error, value) => {
      if (value != null) resolve(value);
      else reject(error instanceof Error ? error : new Error('no answer', { cause: error }));
    });
  });
