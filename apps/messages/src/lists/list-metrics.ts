import { Injectable, Logger } from '@nestjs/common';
import { Histogram, Registry } from 'prom-client';

/** Some 1 MB of rows: beyond it a list takes several requests. */
export const LONG_LIST = 3_000;

const ROWS = [10, 30, 100, 300, 1_000, LONG_LIST, 10_000, 30_000];

/** How many rows conversation lists read, which is all of a user's, whatever page was asked for. */
@Injectable()
export class ListMetrics {
  private readonly logger = new Logger(ListMetrics.name);
  private readonly rows: Histogram;

  constructor(registry: Registry) {
    this.rows = new Histogram({
      name: 'cruddur_messages_list_rows',
      help: "Rows that a conversation list has read: all of its user's, whatever page was asked for",
      buckets: ROWS,
      registers: [registry],
    });
  }

  listed(userUuid: string, rows: number): void {
    this.rows.observe(rows);
    if (rows > LONG_LIST)
      this.logger.warn(`the list of user ${userUuid} has ${rows} rows, and reads them all each time`);
  }
}
