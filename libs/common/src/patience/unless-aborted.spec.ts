import { unlessAborted } from './unless-aborted';

describe('work that a signal may give up', () => {
  const never = new Promise<string>(() => undefined);

  it('ends as it does where the signal stays silent', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  it('is waited for no longer once the signal has aborted, before or meanwhile', async () => {
    const controller = new AbortController();
    const given = unlessAborted(never, controller.signal);
    controller.abort(new Error('the service stops'));
    await expect(given).rejects.toThrow('the service stops');
    await expect(unlessAborted(never, controller.signal)).rejects.toThrow('the service stops');
  });
});
