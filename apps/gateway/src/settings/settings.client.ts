import { Injectable } from '@nestjs/common';
import { messagesPaths, type ChangeSettingsRequest } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class SettingsClient {
  constructor(private readonly services: ServiceConnections) {}

  read(userUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: messagesPaths.settings(userUuid) });
  }

  change(userUuid: string, body: ChangeSettingsRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PUT', path: messagesPaths.settings(userUuid), body });
  }
}
