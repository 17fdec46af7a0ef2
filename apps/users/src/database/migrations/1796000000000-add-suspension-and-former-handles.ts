import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts can be suspended, and a handle that was given up is kept for a time for who had it.
 *
 * That nobody else takes it is held by a trigger, so that copies of the version before hold it too, which know nothing of
 * it and take its refusal for that of the unique index. It looks behind the write: whoever writes a handle has then waited
 * for who was giving it up, and sees what they have left.
 */
export class AddSuspensionAndFormerHandles1796000000000 implements MigrationInterface {
  readonly name = 'AddSuspensionAndFormerHandles1796000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN suspended_at timestamptz, ADD COLUMN suspension_reason text');
    await queryRunner.query(`
      CREATE TABLE former_handles (
        user_uuid uuid NOT NULL,
        handle text NOT NULL,
        given_up_at timestamptz NOT NULL DEFAULT now(),
        kept_until timestamptz NOT NULL,
        CONSTRAINT former_handles_pkey PRIMARY KEY (user_uuid, handle),
        CONSTRAINT former_handles_user_uuid_fkey FOREIGN KEY (user_uuid) REFERENCES users (uuid) ON DELETE CASCADE
      )`);
    await queryRunner.query(
      'CREATE UNIQUE INDEX former_handles_handle_key ON former_handles (identity_of(handle) COLLATE "C")',
    );
    await queryRunner.query(`
      CREATE FUNCTION refuse_kept_handle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM former_handles
          WHERE identity_of(handle) COLLATE "C" = identity_of(NEW.handle) AND user_uuid <> NEW.uuid AND kept_until > now()
        ) THEN
          RAISE EXCEPTION 'the handle is kept for who had it' USING ERRCODE = 'unique_violation', CONSTRAINT = 'users_handle_key';
        END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(
      'CREATE TRIGGER users_new_handle AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse_kept_handle()',
    );
    await queryRunner.query(`
      CREATE TRIGGER users_changed_handle AFTER UPDATE ON users FOR EACH ROW
      WHEN (OLD.handle IS DISTINCT FROM NEW.handle) EXECUTE FUNCTION refuse_kept_handle()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER users_changed_handle ON users');
    await queryRunner.query('DROP TRIGGER users_new_handle ON users');
    await queryRunner.query('DROP FUNCTION refuse_kept_handle');
    await queryRunner.query('DROP TABLE former_handles');
    await queryRunner.query('ALTER TABLE users DROP COLUMN suspended_at, DROP COLUMN suspension_reason');
  }
}
