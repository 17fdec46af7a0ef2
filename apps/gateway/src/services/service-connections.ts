import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CallMetrics, CONNECT_TO_SERVICE, type ConnectToService, ServiceClient } from '@app/common/http';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';

/** The services behind the gateway. Their connections stay open until the last request has been answered. */
@Injectable()
export class ServiceConnections implements OnApplicationShutdown {
  readonly messages: ServiceClient;
  readonly users: ServiceClient;

  constructor(
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    @Inject(CONNECT_TO_SERVICE) connect: ConnectToService,
    registry: Registry,
  ) {
    const metrics = new CallMetrics(registry);
    this.messages = new ServiceClient('messages', config.MESSAGES_URL, metrics, connect);
    this.users = new ServiceClient('users', config.USERS_URL, metrics, connect);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.messages.close(), this.users.close()]);
  }
}
