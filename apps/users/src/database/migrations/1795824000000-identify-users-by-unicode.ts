import type { MigrationInterface, QueryRunner } from 'typeorm';
import { identityFunction } from './identity-function';

/**
 * Handle and email are unique by their identity, which does not depend on the locale in which the cluster was made. Users
 * that only the old rule told apart stay: the oldest keeps the name, and the others are numbered as its twins. An email
 * may be absent, since a pool may know none.
 */
export class IdentifyUsersByUnicode1795824000000 implements MigrationInterface {
  readonly name = 'IdentifyUsersByUnicode1795824000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // A database in another encoding is refused here, in Postgres' own words, rather than at somebody's sign-up.
    await queryRunner.query(`SELECT normalize('')`);
    await queryRunner.query(identityFunction());
    await queryRunner.query(`
      ALTER TABLE users
        ADD COLUMN handle_twin smallint NOT NULL DEFAULT 0,
        ADD COLUMN email_twin smallint NOT NULL DEFAULT 0,
        ALTER COLUMN email DROP NOT NULL`);
    for (const column of ['handle', 'email']) {
      await queryRunner.query(`DROP INDEX users_${column}_key`);
      await queryRunner.query(`
        UPDATE users SET ${column}_twin = twin.number
        FROM (
          SELECT uuid, row_number() OVER (PARTITION BY identity_of(${column}) ORDER BY created_at, uuid) - 1 AS number
          FROM users
        ) AS twin
        WHERE users.uuid = twin.uuid AND twin.number > 0`);
      await queryRunner.query(
        `CREATE UNIQUE INDEX users_${column}_key ON users (identity_of(${column}) COLLATE "C", ${column}_twin)`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['handle', 'email']) {
      await queryRunner.query(`DROP INDEX users_${column}_key`);
      await queryRunner.query(`CREATE UNIQUE INDEX users_${column}_key ON users (lower(${column}))`);
    }
    await queryRunner.query(`UPDATE users SET email = uuid || '@unknown.invalid' WHERE email IS NULL`);
    await queryRunner.query(`
      ALTER TABLE users DROP COLUMN handle_twin, DROP COLUMN email_twin, ALTER COLUMN email SET NOT NULL`);
    await queryRunner.query('DROP FUNCTION identity_of');
  }
}
