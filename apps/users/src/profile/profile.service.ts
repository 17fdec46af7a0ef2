import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { bio, displayName, type Profile, type UpdateProfileRequest } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { checkRequest, jsonBody } from '@app/common/requests';
import { isUuid } from '../directory/person-fields';
import { UsersStore } from '../directory/users.store';

const profileChange = jsonBody({ displayName, bio: bio.optional() } satisfies Record<
  keyof UpdateProfileRequest,
  z.ZodType
>);

/** What users say about themselves. */
@Injectable()
export class ProfileService {
  constructor(private readonly store: UsersStore) {}

  /** @throws DomainError `user_not_found`. */
  async of(userUuid: string): Promise<Profile> {
    const profile = isUuid(userUuid) ? await this.store.profile(userUuid) : undefined;
    if (!profile) throw new DomainError('user_not_found');
    return profile;
  }

  /** @throws DomainError `user_not_found`, or the codes of all wrong fields. */
  async update(userUuid: string, request: unknown): Promise<Profile> {
    const change = checkRequest(profileChange, request);
    if (!isUuid(userUuid)) throw new DomainError('user_not_found');
    return this.store.updateProfile(userUuid, change);
  }
}
