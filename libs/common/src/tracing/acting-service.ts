import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Has all that comes of `work` told as done by this service, in a process that several of them share. */
export const actingAs = <Result>(service: string, work: () => Result): Result => storage.run(service, work);

export const actingService = (): string | undefined => storage.getStore();
