import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from './user.entity';

/** A row of `former_handles`: one that a user has given up. Its unique index on identity_of(handle) stands in the migrations alone. */
@Entity('former_handles')
@Index('former_handles_handle_key', { synchronize: false })
export class FormerHandle {
  @PrimaryColumn('uuid', { name: 'user_uuid', primaryKeyConstraintName: 'former_handles_pkey' })
  userUuid!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_uuid', foreignKeyConstraintName: 'former_handles_user_uuid_fkey' })
  user?: User;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'former_handles_pkey' })
  handle!: string;

  @Column('timestamptz', { name: 'given_up_at', default: () => 'now()' })
  givenUpAt!: Date;

  /** Until then it leads to the user, and nobody else can take it. */
  @Column('timestamptz', { name: 'kept_until' })
  keptUntil!: Date;
}
