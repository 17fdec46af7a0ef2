/** What a function tells its callback. */
export const answerOf = <Value>(ask: (told: (error: unknown, value: Value | null | undefined) => void) => void) =>
  new Promise<Value>((resolve, reject) => {
    ask((error, value) => (value == null ? reject(error) : resolve(value)));
  });
