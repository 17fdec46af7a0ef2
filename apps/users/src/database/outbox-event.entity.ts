import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { UserEventType } from '@app/common/events';

/** A row of `outbox`: an event that has happened and is not published yet. */
@Entity('outbox')
@Index('outbox_user_uuid_id_idx', ['userUuid', 'id'])
export class OutboxEvent {
  /** A bigint, beyond what a number holds. */
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pkey',
  })
  id!: string;

  @Column('uuid', { name: 'user_uuid' })
  userUuid!: string;

  @Column('text')
  type!: UserEventType;

  @Column('jsonb')
  data!: object;

  @Column('timestamptz', { name: 'occurred_at', default: () => 'now()' })
  occurredAt!: Date;

  /** The request that has led to it; null where none did. */
  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;

  /** That request's span, in W3C's form; null where it was not traced. */
  @Column('text', { name: 'trace_parent', nullable: true })
  traceParent!: string | null;
}
