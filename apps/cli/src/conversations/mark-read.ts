import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';

export interface MarkReadOptions extends ChangeOptions {
  as: string;
  number: number;
  force?: boolean;
}

/** The same write as behind `PUT /api/message_groups/:uuid/read`, and the row behind it. */
export async function markRead(groupUuid: string, options: MarkReadOptions): Promise<void> {
  const { as: handle, number, force } = options;
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const [reader] = await peopleOf(target, [handle]);
  await untilDone(() =>
    withMessagesApp(target, [], async ({ markers, lists, requests }) => {
      await markers.markRead(groupUuid, { readerUuid: reader!.uuid, number, force });
      const row = await lists.one(reader!.uuid, groupUuid);
      if (options.json) return printJson({ ...row, requests: presentCapacity(requests) });
      printTable(
        ['with', 'messages', 'read up to', 'unread'],
        [[row.handle || row.display_name, row.last_number, row.last_read_number, row.unread_count]],
      );
      noteCapacity(requests);
    }),
  );
}
