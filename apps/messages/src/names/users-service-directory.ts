import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { person, usersPaths, type Person } from '@app/common/contracts';
import { CallMetrics, CONNECT_TO_SERVICE, type ConnectToService, ServiceClient } from '@app/common/http';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import type { UserDirectory } from './user-directory';

/** Who has a handle, as the users service knows it. Its connections stay open until the last request is answered. */
@Injectable()
export class UsersServiceDirectory implements UserDirectory, OnApplicationShutdown {
  private readonly users: ServiceClient;

  constructor(
    @Inject(MESSAGES_CONFIG) config: Pick<MessagesConfig, 'USERS_URL'>,
    @Inject(CONNECT_TO_SERVICE) connect: ConnectToService,
    registry: Registry,
  ) {
    this.users = new ServiceClient('users', config.USERS_URL, new CallMetrics(registry), connect);
  }

  byHandle(handle: string): Promise<Person | undefined> {
    return this.users.find(person, { method: 'GET', path: usersPaths.byHandle(handle) }, 'user_not_found');
  }

  onApplicationShutdown(): Promise<void> {
    return this.users.close();
  }
}
