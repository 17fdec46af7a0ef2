import type { Person } from '@app/common/contracts';
import type { StreamTurns } from '../../load/stream-turns';

/** Who has opened a stream, and until when that may last. */
export interface StreamCaller {
  person: Person;
  /** Of the token. */
  subject: string;
  expiresAt: number;
  turns: Pick<StreamTurns, 'inTurn'>;
}
