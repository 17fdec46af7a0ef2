import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the changes of what others see of a user, so that they can tell an older event from a newer one. */
export class AddUserVersion1764061200000 implements MigrationInterface {
  readonly name = 'AddUserVersion1764061200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN version');
  }
}
