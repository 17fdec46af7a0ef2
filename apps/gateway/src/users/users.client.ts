import { Injectable } from '@nestjs/common';
import { person, REGISTERED_ONLY, usersPaths, type Person } from '@app/common/contracts';
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

  private find(path: string, query: Record<string, string> = {}): Promise<Person | undefined> {
    return this.services.users.find(person, { method: 'GET', path, query }, 'user_not_found');
  }
}
