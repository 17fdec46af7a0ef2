import { Injectable } from '@nestjs/common';
import { usersPaths, type Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ServiceConnections } from '../service-connections';

@Injectable()
export class UsersClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `user_not_found`. */
  byCognitoId(cognitoId: string): Promise<Person> {
    return this.services.users.request<Person>({ method: 'GET', path: usersPaths.byCognitoId(cognitoId) });
  }

  async findByHandle(handle: string): Promise<Person | undefined> {
    try {
      return await this.services.users.request<Person>({ method: 'GET', path: usersPaths.byHandle(handle) });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'user_not_found') return undefined;
      throw error;
    }
  }
}
