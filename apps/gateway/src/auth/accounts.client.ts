import { Injectable } from '@nestjs/common';
import { account, REGISTERED_ONLY, usersPaths, type Account } from '@app/common/contracts';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class AccountsClient {
  constructor(private readonly services: ServiceConnections) {}

  findRegistered(cognitoId: string): Promise<Account | undefined> {
    const request = { method: 'GET', path: usersPaths.byCognitoId(cognitoId), query: REGISTERED_ONLY } as const;
    return this.services.users.find(account, request, 'user_not_found');
  }

  /** Signs up whom the user pool knows. @throws DomainError `user_not_found`. */
  byCognitoId(cognitoId: string): Promise<Account> {
    return this.services.users.request(account, { method: 'GET', path: usersPaths.byCognitoId(cognitoId) });
  }
}
