import { Injectable } from '@nestjs/common';
import {
  people,
  person,
  publicProfile,
  usersPaths,
  type Person,
  type PublicProfile,
  type UserPrefixQuery,
} from '@app/common/contracts';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class UsersClient {
  constructor(private readonly services: ServiceConnections) {}

  findByHandle(handle: string): Promise<Person | undefined> {
    const request = { method: 'GET', path: usersPaths.byHandle(handle) } as const;
    return this.services.users.find(person, request, 'user_not_found');
  }

  /** @throws DomainError `user_not_found`. */
  publicProfile(handle: string): Promise<PublicProfile> {
    return this.services.users.request(publicProfile, { method: 'GET', path: usersPaths.publicProfile(handle) });
  }

  findByPrefix(query: UserPrefixQuery): Promise<Person[]> {
    return this.services.users.request(people, { method: 'GET', path: usersPaths.byPrefix, query });
  }
}
