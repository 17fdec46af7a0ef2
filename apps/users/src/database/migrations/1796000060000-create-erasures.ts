import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is being erased, or was: an erasure that was broken off goes on by what stands here. What names the person goes with
 * the end. There is no reference to `users`: the row outlives the user.
 */
export class CreateErasures1796000060000 implements MigrationInterface {
  readonly name = 'CreateErasures1796000060000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE erasures (
        user_uuid uuid NOT NULL,
        handle text,
        cognito_user_id text,
        suspended_at timestamptz NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        found jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT erasures_pkey PRIMARY KEY (user_uuid)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE erasures');
  }
}
