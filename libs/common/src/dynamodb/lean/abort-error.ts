/** What a call ends with that its signal has told to end; as the SDK's. */
export const abortError = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });
