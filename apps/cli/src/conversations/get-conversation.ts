import type { PresentedMessage } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { note } from '@local-stack/terminal/terminal';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { isNotThere, NOT_FOUND } from './not-there';
import { printMessages } from './print-messages';
import { whichConversation } from './which-conversation';

export interface PageOptions extends ReadOptions {
  before?: number;
  limit: number;
}

export async function getConversation(handle: string, other: string, options: PageOptions): Promise<void> {
  const target = await findTarget(options);
  const { person: reader, groupUuid, other: partner } = await whichConversation(target, handle, other);
  const { before, limit } = options;
  await withMessagesApp(target, [], async ({ reading, view, requests }) => {
    const page = await reading.page(groupUuid, { readerUuid: reader.uuid, before, limit }).catch((error: unknown) => {
      const sentence = partner
        ? `${handle} and ${other} have no conversation`
        : `${handle} has no conversation ${other}`;
      throw isNotThere(error) ? new CliError(sentence, NOT_FOUND) : error;
    });
    const messages = await view.present(page.messages, reader.uuid);
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
