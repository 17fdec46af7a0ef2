import { createLeanClient, type LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { services } from '../../../test/support/services';

/** What becomes of a transaction on its way to DynamoDB and back. */
export type Fate = 'lost on its way' | 'carried out, its answer lost' | 'sent twice' | 'done';

/** A client whose transactions meet the fate that is chosen, and which counts its looks. */
export class BreakableClient {
  fate: Fate = 'done';
  /** How often what counts as a look was asked for. */
  looks = 0;
  readonly client: LeanDynamoDbClient;

  /** @param looks the operations that count. */
  constructor(looks: readonly string[]) {
    this.client = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
    this.client.wrap((next) => async (operation, input, signal) => {
      if (looks.includes(operation)) this.looks += 1;
      if (operation !== 'TransactWriteItems') return next(operation, input, signal);
      if (this.fate === 'lost on its way') throw BROKEN;
      if (this.fate === 'sent twice') await next(operation, input, signal);
      const answer = await next(operation, input, signal);
      if (this.fate === 'carried out, its answer lost') throw BROKEN;
      return answer;
    });
  }

  reset(): void {
    this.fate = 'done';
    this.looks = 0;
  }
}

/** What a process that is killed never hears. */
export const BROKEN = new Error('the process was killed');
