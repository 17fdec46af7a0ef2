import { Injectable } from '@nestjs/common';
import { type BlockRequest, messagesPaths, type Person } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class BlocksClient {
  constructor(private readonly services: ServiceConnections) {}

  list(userUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: messagesPaths.blocks(userUuid) });
  }

  block(userUuid: string, { uuid, handle, displayName }: Person): Promise<RawAnswer> {
    const body: BlockRequest = { handle, displayName };
    return this.services.messages.fetch({ method: 'PUT', path: messagesPaths.block(userUuid, uuid), body });
  }

  async unblock(userUuid: string, otherUuid: string): Promise<void> {
    await this.services.messages.fetch({ method: 'DELETE', path: messagesPaths.block(userUuid, otherUuid) });
  }
}
