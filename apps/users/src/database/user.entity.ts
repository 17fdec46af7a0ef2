import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/**
 * A row of `users`. What the unique indexes on identity_of(handle) and identity_of(email) are stands in the migrations
 * alone: decorators cannot express it.
 */
@Entity('users')
@Index('users_handle_key', { synchronize: false })
@Index('users_email_key', { synchronize: false })
@Unique('users_cognito_user_id_key', ['cognitoUserId'])
export class User {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  uuid!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text')
  handle!: string;

  /** 0, but for users of before whose handle was that of an older user already, in another spelling: 1, 2, … */
  @Column('smallint', { name: 'handle_twin', default: 0 })
  handleTwin!: number;

  /** Null if the pool has no valid one. */
  @Column('text', { nullable: true })
  email!: string | null;

  /** As `handleTwin`. */
  @Column('smallint', { name: 'email_twin', default: 0 })
  emailTwin!: number;

  /** The pool's `sub`; null until the user is known to the pool. */
  @Column('text', { name: 'cognito_user_id', nullable: true })
  cognitoUserId!: string | null;

  @Column('text', { nullable: true })
  bio!: string | null;

  /** Grows with each change of what others see. */
  @Column('integer', { default: 1 })
  version!: number;

  /** Since when the user may do nothing; null: the user is not suspended. */
  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt!: Date | null;

  /** For operators alone. */
  @Column('text', { name: 'suspension_reason', nullable: true })
  suspensionReason!: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
