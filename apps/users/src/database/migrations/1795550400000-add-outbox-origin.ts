import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The request that an event goes back to. Both are null for a change that nobody has asked for over the network, and in
 * what a copy of the version before writes, which goes on meanwhile.
 */
export class AddOutboxOrigin1795550400000 implements MigrationInterface {
  readonly name = 'AddOutboxOrigin1795550400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE outbox ADD COLUMN request_id text, ADD COLUMN trace_parent text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE outbox DROP COLUMN request_id, DROP COLUMN trace_parent');
  }
}
