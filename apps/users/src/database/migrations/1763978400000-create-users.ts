import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Handle and email are unique whatever their case, so that nobody can pose as `AndrewBrown` beside `andrewbrown`.
 * That is an index on lower(…) rather than the type `citext`: it needs no extension, which a managed or embedded
 * Postgres may not offer, and the spelling that the user chose is kept.
 */
export class CreateUsers1763978400000 implements MigrationInterface {
  readonly name = 'CreateUsers1763978400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        uuid uuid NOT NULL DEFAULT gen_random_uuid(),
        display_name text NOT NULL,
        handle text NOT NULL,
        email text NOT NULL,
        cognito_user_id text,
        bio text,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (uuid),
        CONSTRAINT users_cognito_user_id_key UNIQUE (cognito_user_id)
      )`);
    await queryRunner.query('CREATE UNIQUE INDEX users_handle_key ON users (lower(handle))');
    await queryRunner.query('CREATE UNIQUE INDEX users_email_key ON users (lower(email))');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE users');
  }
}
