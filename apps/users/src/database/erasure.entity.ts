import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of `erasures`: how far somebody is erased. */
@Entity('erasures')
export class Erasure {
  @PrimaryColumn('uuid', { name: 'user_uuid', primaryKeyConstraintName: 'erasures_pkey' })
  userUuid!: string;

  /** By which an erasure that was broken off is found; null once it is finished. */
  @Column('text', { nullable: true })
  handle!: string | null;

  /** Null once it is finished, and where the pool never knew the user. */
  @Column('text', { name: 'cognito_user_id', nullable: true })
  cognitoUserId!: string | null;

  /** Since when the user may do nothing. */
  @Column('timestamptz', { name: 'suspended_at' })
  suspendedAt!: Date;

  @Column('timestamptz', { name: 'begun_at', default: () => 'now()' })
  begunAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** How much was found where. */
  @Column('jsonb', { default: {} })
  found!: Record<string, number>;
}
