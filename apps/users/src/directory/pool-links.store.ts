import type { EntityManager } from 'typeorm';
import { DomainError } from '@app/common/errors';
import type { Database } from '../database/database';
import { User } from '../database/user.entity';
import { writeUsers } from './write-users';

/** A user, and whom in the pool they are linked to. */
export interface LinkedUser {
  uuid: string;
  handle: string;
  cognitoUserId: string | null;
}

/** Whom in the pool each user is linked to. */
export class PoolLinksStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `user_not_found`, or `cognito_user_id_taken` when it is another user's. */
  linkCognitoId(userUuid: string, cognitoUserId: string): Promise<void> {
    return writeUsers(this.database, async (manager) => {
      const { affected } = await manager.update(User, { uuid: userUuid }, { cognitoUserId });
      if (affected === 0) throw new DomainError('user_not_found');
    });
  }

  /**
   * Links everybody whom `decide` names to the id that it gives them, in one transaction: nobody changes between its
   * reading and its writing. Returns what `decide` returned.
   * @throws DomainError `service_unavailable` when somebody was about to change; nothing is written then.
   */
  relink<Decision extends { links: { uuid: string; newCognitoUserId: string }[] }>(
    decide: (users: LinkedUser[]) => Decision | Promise<Decision>,
  ): Promise<Decision> {
    return this.database.transaction(async (manager) => {
      const decision = await decide(await linkedUsers(manager));
      await manager.query(
        `UPDATE users SET cognito_user_id = link.id
         FROM unnest($1::uuid[], $2::text[]) AS link (uuid, id) WHERE users.uuid = link.uuid`,
        [decision.links.map(({ uuid }) => uuid), decision.links.map(({ newCognitoUserId }) => newCognitoUserId)],
      );
      return decision;
    }, 'REPEATABLE READ');
  }

  linkedUsers(): Promise<LinkedUser[]> {
    return this.database.run(linkedUsers);
  }
}

const linkedUsers = (manager: EntityManager): Promise<LinkedUser[]> =>
  manager.find(User, { select: { uuid: true, handle: true, cognitoUserId: true }, order: { handle: 'ASC' } });
