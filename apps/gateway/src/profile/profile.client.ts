import { Injectable } from '@nestjs/common';
import { profile, usersPaths, type Profile, type UpdateProfileRequest } from '@app/common/contracts';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class ProfileClient {
  constructor(private readonly services: ServiceConnections) {}

  read(userUuid: string): Promise<Profile> {
    return this.services.users.request(profile, { method: 'GET', path: usersPaths.profile(userUuid) });
  }

  /** @throws DomainError with the code of every wrong field. */
  update(userUuid: string, body: UpdateProfileRequest): Promise<Profile> {
    return this.services.users.request(profile, { method: 'PUT', path: usersPaths.profile(userUuid), body });
  }
}
