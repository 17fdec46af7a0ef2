import { Injectable, Logger } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** Some 1 MB of rows: beyond it a list takes several requests. */
export const LONG_LIST = 3_000;

const ROWS = [10, 30, 100, 300, 1_000, LONG_LIST, 10_000, 30_000];

/** What conversation lists read: all of a user's rows, whatever page was asked for, and entries where rows do not say what is unread. */
@Injectable()
export class ListMetrics {
  private readonly logger = new Logger(ListMetrics.name);
  /** Each from the table is a query beside the list's own. */
  readonly counted: Counter<'source'>;
  private readonly rows: Histogram;

  constructor(registry: Registry) {
    this.rows = new Histogram({
      name: 'cruddur_messages_list_rows',
      help: "Rows that a conversation list has read: all of its user's, whatever page was asked for",
      buckets: ROWS,
      registers: [registry],
    });
    this.counted = new Counter({
      name: 'cruddur_messages_unread_counts_total',
      help: 'Rows whose unread messages had to be counted, from the table or as this process remembered it',
      labelNames: ['source'],
      registers: [registry],
    });
    for (const source of ['table', 'memory']) this.counted.inc({ source }, 0);
  }

  listed(userUuid: string, rows: number): void {
    this.rows.observe(rows);
    if (rows > LONG_LIST)
      this.logger.warn(`the list of user ${userUuid} has ${rows} rows, and reads them all each time`);
  }
}
