import { Injectable } from '@nestjs/common';
import type { Profile } from '@app/common/contracts';
import { Database } from '../database/database';
import { User } from '../database/user.entity';
import { formerHandlesOf } from '../directory/former-handles';
import { lockUser } from '../directory/lock-user';
import { OutboxStore } from '../outbox/outbox.store';
import { userUpdated } from '../outbox/user-events';

/** A user as operators see one. */
export interface AccountDetails extends Profile {
  cognitoUserId: string | null;
  version: number;
  /** Null: the account is not suspended. */
  suspendedAt: string | null;
  suspensionReason: string | null;
  formerHandles: { handle: string; givenUpAt: string; keptUntil: string }[];
}

/** Accounts as operators see and suspend them. */
@Injectable()
export class AccountsStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  details(userUuid: string): Promise<AccountDetails | undefined> {
    return this.database.run(async (manager) => {
      const user = await manager.findOneBy(User, { uuid: userUuid });
      if (!user) return undefined;
      const former = await formerHandlesOf(manager, userUuid);
      return {
        uuid: user.uuid,
        handle: user.handle,
        displayName: user.displayName,
        email: user.email,
        bio: user.bio,
        createdAt: user.createdAt.toISOString(),
        cognitoUserId: user.cognitoUserId,
        version: user.version,
        suspendedAt: user.suspendedAt?.toISOString() ?? null,
        suspensionReason: user.suspensionReason,
        formerHandles: former.map(({ handle, givenUpAt, keptUntil }) => ({
          handle,
          givenUpAt: givenUpAt.toISOString(),
          keptUntil: keptUntil.toISOString(),
        })),
      };
    });
  }

  /**
   * From then on the user may do nothing. Who is suspended already stays so since then; another reason takes the place of
   * the old one. @throws DomainError `user_not_found`.
   */
  suspend(userUuid: string, reason: string | undefined): Promise<void> {
    return this.database.transaction(async (manager) => {
      const { suspendedAt, suspensionReason, version } = await lockUser(manager, userUuid);
      const change = { suspensionReason: reason ?? suspensionReason };
      if (suspendedAt) return void (await manager.update(User, { uuid: userUuid }, change));
      await manager.update(User, { uuid: userUuid }, { ...change, suspendedAt: () => 'now()', version: version + 1 });
      await this.outbox.append(manager, userUpdated(await lockUser(manager, userUuid)));
    });
  }

  /** Writes nothing, and no event, where the account is not suspended. @throws DomainError `user_not_found`. */
  restore(userUuid: string): Promise<void> {
    return this.database.transaction(async (manager) => {
      const { suspendedAt, version } = await lockUser(manager, userUuid);
      if (!suspendedAt) return;
      const change = { suspendedAt: null, suspensionReason: null, version: version + 1 };
      await manager.update(User, { uuid: userUuid }, change);
      await this.outbox.append(manager, userUpdated(await lockUser(manager, userUuid)));
    });
  }
}

export const createAccountsStore = (database: Database): AccountsStore =>
  new AccountsStore(database, new OutboxStore(database));
