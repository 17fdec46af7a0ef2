import type { Message, MessagePage } from '@app/common/contracts';
import { presentMessage } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { pairGroupUuid } from '../../../messages/src/admin/messaging';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';

export interface PageOptions extends ReadOptions {
  before?: number;
  limit: number;
}

export async function getConversation(handle: string, other: string, options: PageOptions): Promise<void> {
  const target = await findTarget(options);
  const [reader, partner] = await peopleOf(target, [handle, other]);
  const groupUuid = pairGroupUuid(reader!.uuid, partner!.uuid);
  const { before, limit } = options;
  await withMessagesApp(target, [], async ({ reading, requests }) => {
    const page = await reading.page(groupUuid, { readerUuid: reader!.uuid, before, limit }).catch((error: unknown) => {
      throw isNotThere(error) ? new CliError(`${handle} and ${other} have no conversation`, NOT_FOUND) : error;
    });
    if (options.json) return printJson(present(groupUuid, page, presentCapacity(requests)));
    print(page);
    noteCapacity(requests);
  });
}

const NOT_FOUND = { exitCode: EXIT.notFound };

const isNotThere = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'message_group_not_found';

const present = (groupUuid: string, { messages, hasOlder, hasNewer }: MessagePage, requests: unknown) => ({
  message_group_uuid: groupUuid,
  messages: messages.map((message) => presentMessage(message)),
  has_older: hasOlder,
  has_newer: hasNewer,
  requests,
});

function print({ messages, hasOlder }: MessagePage): void {
  if (hasOlder) note(`there are older messages: --before ${messages[0]?.number ?? 1}`);
  printMessages(messages);
}

export const printMessages = (messages: Message[]): void =>
  printTable(
    ['number', 'at', 'from', 'message'],
    messages.map(({ number, createdAt, sender, text }) => [number, localTime(createdAt), sender.handle, text]),
  );
