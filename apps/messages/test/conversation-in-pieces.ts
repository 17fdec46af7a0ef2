import { type Attributes, type LeanDynamoDbClient, textOf, toAttributes } from '@app/common/dynamodb/lean';
import type { Transaction } from './changed-conversation';

type Query = Parameters<LeanDynamoDbClient['query']>[0];
type Get = Parameters<LeanDynamoDbClient['getItem']>[0];
type Batch = Parameters<LeanDynamoDbClient['batchGetItem']>[0];

/**
 * One conversation in a table that is written to all the time. What happens between two items that a request reads is what
 * `between` does: a query is no snapshot, nor are several items. Of a transaction one item can be seen before another.
 */
export class ConversationInPieces {
  private readonly items = new Map<string, Attributes>();
  private readonly hidden = new Map<string, Attributes>();
  between: () => void = () => undefined;

  /** Stores the first `seen` items of the transaction at once, the others when they are told to appear, or are overwritten. */
  write(transaction: Transaction, seen = transaction.length): void {
    for (const [index, item] of transaction.map(toAttributes).entries()) {
      const key = textOf(item, 'sk');
      this.hidden.delete(key);
      (index < seen ? this.items : this.hidden).set(key, item);
    }
  }

  appear(): void {
    for (const [key, item] of this.hidden) this.items.set(key, item);
    this.hidden.clear();
  }

  get client(): LeanDynamoDbClient {
    const client: Pick<LeanDynamoDbClient, 'query' | 'getItem' | 'batchGetItem'> = {
      query: (query) => Promise.resolve(this.query(query)),
      getItem: (get: Get) => Promise.resolve(this.get(get)),
      batchGetItem: (batch) => Promise.resolve(this.batch(batch)),
    };
    return client as LeanDynamoDbClient;
  }

  private query({ ExpressionAttributeValues: values = {}, ScanIndexForward, Limit = Infinity }: Query) {
    this.between();
    const [from, to] = [textOf(values, ':from'), textOf(values, ':to')];
    const found: Attributes[] = [];
    let last = ScanIndexForward ? '' : '\uffff';
    for (let item = this.next(last, ScanIndexForward!, from, to); item && found.length < Limit;) {
      found.push(item);
      last = textOf(item, 'sk');
      this.between();
      item = this.next(last, ScanIndexForward!, from, to);
    }
    return { Items: found };
  }

  private next(last: string, forward: boolean, from: string, to: string): Attributes | undefined {
    const keys = [...this.items.keys()].filter((key) => key >= from && key <= to);
    const beyond = keys.filter((key) => (forward ? key > last : key < last)).sort();
    const key = forward ? beyond[0] : beyond.at(-1);
    return key === undefined ? undefined : this.items.get(key);
  }

  private get({ Key = {} }: Get) {
    this.between();
    const Item = this.items.get(textOf(Key, 'sk'));
    return Item ? { Item } : {};
  }

  private batch({ RequestItems = {} }: Batch) {
    const Responses: Record<string, Attributes[]> = {};
    for (const [table, { Keys = [] }] of Object.entries(RequestItems)) {
      const found = Keys.map((key) => this.get({ TableName: table, Key: key }).Item);
      Responses[table] = found.filter((item) => item !== undefined);
    }
    return { Responses };
  }
}
