import type { Person } from '@app/common/contracts';

/** Who can be written to. */
export abstract class UserDirectory {
  abstract byHandle(handle: string): Promise<Person | undefined>;
}
