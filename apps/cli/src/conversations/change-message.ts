import { presentOneMessage } from '@app/common/contracts';
import { note } from '@local-stack/terminal/terminal';
import type { ChangedMessage, ChangingService } from '../../../messages/src/admin/messaging';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { printMessages } from './print-messages';
import { refusalOf } from './refusal-of';

export interface MemberOptions extends ChangeOptions {
  as: string;
}

export interface MessageChange {
  groupUuid: string;
  number: number;
  make: (changing: ChangingService, userUuid: string) => Promise<ChangedMessage>;
  /** What is so afterwards, whether it was before or not. */
  outcome: string;
}

/** Changes a message as if this member had done it, and prints it as it then is. */
export async function changeMessage(change: MessageChange, options: MemberOptions): Promise<void> {
  const { groupUuid, number, make, outcome } = change;
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const [member] = await peopleOf(target, [options.as]);
  await untilDone(() =>
    withMessagesApp(target, [], async ({ changing, view, requests }) => {
      const { message, ownEmojis } = await make(changing, member!.uuid).catch((error: unknown) => {
        throw refusalOf(error, { groupUuid, number, handle: options.as });
      });
      const answer = presentOneMessage(message, { ownEmojis, quoted: await view.quotedBy(message, member!.uuid) });
      if (options.json) return printJson({ ...answer, requests: presentCapacity(requests) });
      printMessages([answer]);
      note(`message ${number} ${outcome}, at revision ${answer.revision}`);
      noteCapacity(requests);
    }),
  );
}
