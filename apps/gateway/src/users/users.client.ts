import { Injectable } from '@nestjs/common';
import {
  people,
  person,
  publicProfile,
  REGISTERED_ONLY,
  usersPaths,
  type Person,
  type PublicProfile,
  type UserPrefixQuery,
} from '@app/common/contracts';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class UsersClient {
  constructor(private readonly services: ServiceConnections) {}

  findRegistered(cognitoId: string): Promise<Person | undefined> {
    return this.find(usersPaths.byCognitoId(cognitoId), REGISTERED_ONLY);
  }

  /** Signs up whom the user pool knows. @throws DomainError `user_not_found`. */
  byCognitoId(cognitoId: string): Promise<Person> {
    return this.services.users.request(person, { method: 'GET', path: usersPaths.byCognitoId(cognitoId) });
  }

  findByHandle(handle: string): Promise<Person | undefined> {
    return this.find(usersPaths.byHandle(handle));
  }

  /** @throws DomainError `user_not_found`. */
  publicProfile(handle: string): Promise<PublicProfile> {
    return this.services.users.request(publicProfile, { method: 'GET', path: usersPaths.publicProfile(handle) });
  }

  findByPrefix(query: UserPrefixQuery): Promise<Person[]> {
    return this.services.users.request(people, { method: 'GET', path: usersPaths.byPrefix, query });
  }

  private find(path: string, query: Record<string, string> = {}): Promise<Person | undefined> {
    return this.services.users.find(person, { method: 'GET', path, query }, 'user_not_found');
  }
}
