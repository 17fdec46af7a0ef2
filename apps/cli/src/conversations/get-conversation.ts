import type { PresentedMessage } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { note } from '@local-stack/terminal/terminal';
import { pairGroupUuid } from '../../../messages/src/admin/messaging';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { isNotThere, NOT_FOUND } from './not-there';
import { printMessages } from './print-messages';

export interface PageOptions extends ReadOptions {
  before?: number;
  limit: number;
}

export async function getConversation(handle: string, other: string, options: PageOptions): Promise<void> {
  const target = await findTarget(options);
  const [reader, partner] = await peopleOf(target, [handle, other]);
  const groupUuid = pairGroupUuid(reader!.uuid, partner!.uuid);
  const { before, limit } = options;
  await withMessagesApp(target, [], async ({ reading, view, requests }) => {
    const page = await reading.page(groupUuid, { readerUuid: reader!.uuid, before, limit }).catch((error: unknown) => {
      throw isNotThere(error) ? new CliError(`${handle} and ${other} have no conversation`, NOT_FOUND) : error;
    });
    const messages = await view.present(page.messages, reader!.uuid);
    const { hasOlder: has_older, hasNewer: has_newer } = page;
    if (options.json) {
      const answer = { message_group_uuid: groupUuid, messages, has_older, has_newer };
      return printJson({ ...answer, requests: presentCapacity(requests) });
    }
    print(messages, has_older);
    noteCapacity(requests);
  });
}

function print(messages: PresentedMessage[], hasOlder: boolean): void {
  if (hasOlder) note(`there are older messages: --before ${messages[0]?.number ?? 1}`);
  printMessages(messages);
}
