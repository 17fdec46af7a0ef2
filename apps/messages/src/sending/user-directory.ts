import { usersPaths, type Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { ServiceClient } from '@app/common/http';

/** Who has a handle, as the users service knows it. */
export class UserDirectory {
  constructor(private readonly users: ServiceClient) {}

  async byHandle(handle: string): Promise<Person | undefined> {
    try {
      return await this.users.request<Person>({ method: 'GET', path: usersPaths.byHandle(handle) });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'user_not_found') return undefined;
      throw error;
    }
  }
}
