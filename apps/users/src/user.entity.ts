import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/**
 * A row of `users`. The unique indexes on lower(handle) and lower(email) stand in the migration alone: decorators
 * cannot express them.
 */
@Entity('users')
@Unique('users_cognito_user_id_key', ['cognitoUserId'])
export class User {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  uuid!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text')
  handle!: string;

  @Column('text')
  email!: string;

  /** The pool's `sub`; null until the user is known to the pool. */
  @Column('text', { name: 'cognito_user_id', nullable: true })
  cognitoUserId!: string | null;

  @Column('text', { nullable: true })
  bio!: string | null;

  /** Grows with each change of what others see. */
  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
