import type { INestApplicationContext } from '@nestjs/common';
import { createDocumentClient } from '@app/common/dynamodb';
import { pause } from '@app/common/patience';
import { Progress } from '@local-stack/terminal/progress';
import { CONTACTS_HOLD_MS, DirectoryByUuid, PersonErasure } from '../../../../messages/src/admin/person';
import { MessagingModule, UserDirectory } from '../../../../messages/src/admin/messaging';
import { createErasuresStore, type Erasure, type ErasuresStore } from '../../../../users/src/admin/accounts';
import { deleteFromPool } from '../../../../users/src/admin/pool-user';
import { createUsersStore } from '../../../../users/src/admin/users-store';
import { withDatabase } from '../../../../users/src/admin/with-database';
import { withDynamoDb, withStores } from '../../services/dynamodb';
import { withPostgres } from '../../services/postgres';
import { withUserPool } from '../../services/user-pool';
import type { Target } from '../../where/target';
import { inTopics, type TopicTraces } from './in-topics';
import { whoIsErased } from './who-is-erased';

export interface ErasureOutcome extends TopicTraces {
  userUuid: string;
  /** All that was found since the erasure began, of earlier runs too. */
  found: [place: string, count: number][];
  unpublishedEvents: number;
}

/** Within which every gateway knows of the suspension, and has answered what it had let in before. */
const SUSPENSION_HOLDS_MS = 60_000;

/**
 * Erases somebody, step by step. Each step finds by itself what is left to do, and the journal in Postgres says whose erasure is
 * under way: so one that was broken off, or has failed, goes on when it is run again.
 */
export const erase = (target: Target, who: string, signal: AbortSignal): Promise<ErasureOutcome> =>
  withPostgres(target, (url) =>
    withDatabase(url, async (database) => {
      const journal = createErasuresStore(database);
      const erasure = await whoIsErased(who, createUsersStore(database), journal);
      return new Erasing(target, journal, erasure, signal).run();
    }),
  );

class Erasing {
  private readonly progress = new Progress();
  private conversations = 0;

  constructor(
    private readonly target: Target,
    private readonly journal: ErasuresStore,
    private readonly erasure: Erasure,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<ErasureOutcome> {
    const { userUuid } = this.erasure;
    await this.inTable(async (person) => {
      const untilClosed = (await person.close()) ? performance.now() + CONTACTS_HOLD_MS : 0;
      await this.untilSuspensionHolds();
      this.say('deleting the user of the pool');
      await this.inPool();
      this.say('erasing in conversations');
      await person.conversations(this.signal, (found) => this.found(found));
      this.say('erasing in reports, and blocks');
      await this.found(await person.reports());
      await this.found(await person.blocks());
      this.say('erasing the rows, behind the projector');
      await this.wait(untilClosed - performance.now());
      await person.ownRows(this.signal, (found) => this.found(found));
    });
    this.say('deleting the user');
    await this.found(await this.journal.deleteUser(userUuid));
    this.say('looking into topics');
    const traces = await inTopics(this.target, userUuid);
    const done = await this.journal.of(userUuid);
    if (traces.lettersWaiting === 0) await this.journal.finish(userUuid);
    return {
      userUuid,
      found: Object.entries({ ...done?.found }),
      ...traces,
      unpublishedEvents: (await this.journal.unpublished(userUuid)).length,
    };
  }

  private inTable(work: (person: PersonErasure) => Promise<void>): Promise<void> {
    const { target } = this;
    return withDynamoDb(target, createDocumentClient, (documents) =>
      withStores(target, messaging(target), (app: INestApplicationContext) =>
        work(new PersonErasure(app, documents, target.TABLE_NAME, this.erasure.userUuid)),
      ),
    );
  }

  private async untilSuspensionHolds(): Promise<void> {
    const left = this.erasure.suspendedAt.getTime() + SUSPENSION_HOLDS_MS - Date.now();
    if (left <= 0) return;
    this.say(`the account is suspended; waiting ${Math.ceil(left / 1_000)} s until that holds everywhere`);
    await this.wait(left);
  }

  private async wait(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await pause(milliseconds, this.signal);
    this.signal.throwIfAborted();
  }

  private async inPool(): Promise<void> {
    const { cognitoUserId } = this.erasure;
    if (cognitoUserId === null) return;
    await withUserPool(this.target, async ({ client, userPoolId }) => {
      if (await deleteFromPool(client, userPoolId, cognitoUserId)) await this.found({ 'user of the pool': 1 });
    });
  }

  private async found(found: Readonly<Record<string, number>>): Promise<void> {
    await this.journal.note(this.erasure.userUuid, found);
    this.conversations += found['conversations'] ?? 0;
    this.progress.count(`${this.conversations} conversations are done`);
  }

  private say(step: string): void {
    this.signal.throwIfAborted();
    this.progress.say(step);
  }
}

/** Groups are left whatever is switched off for others. */
const messaging = (target: Target) =>
  MessagingModule.register({ ...target, MESSAGE_GROUPS: 'on' }, [
    { provide: UserDirectory, useClass: DirectoryByUuid },
  ]);
