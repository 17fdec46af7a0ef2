import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The events that have happened and are not published yet. Events of one user get their ids in the order of the changes,
 * since each is written while its transaction holds the user's row. There is no reference to `users`: the event of a
 * deletion outlives the user.
 */
export class CreateOutbox1764061260000 implements MigrationInterface {
  readonly name = 'CreateOutbox1764061260000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY,
        user_uuid uuid NOT NULL,
        type text NOT NULL,
        data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT outbox_pkey PRIMARY KEY (id)
      )`);
    await queryRunner.query('CREATE INDEX outbox_user_uuid_id_idx ON outbox (user_uuid, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE outbox');
  }
}
