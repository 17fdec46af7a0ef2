import type { PresentedMessageGroup } from '@app/common/contracts';
import { note } from '@local-stack/terminal/terminal';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';

/** A list reads all rows for each of its pages, so here it is one page. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

export async function listConversations(handle: string, options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const [person] = await peopleOf(target, [handle]);
  await withMessagesApp(target, [], async ({ lists, requests }) => {
    const all = await lists.page(person!.uuid, { limit: UNLIMITED });
    const groups = (await lists.present(person!.uuid, all.groups)).reverse();
    if (options.json) return printJson({ message_groups: groups, requests: presentCapacity(requests) });
    if (groups.length === 0) note(`${handle} has no conversation`);
    else print(groups);
    noteCapacity(requests);
  });
}

const print = (groups: PresentedMessageGroup[]): void =>
  printTable(
    ['with', 'name', 'messages', 'unread', 'last message at', 'last message'],
    groups.map(({ handle, display_name, last_number, unread_count, created_at, message }) => [
      handle,
      display_name,
      last_number,
      unread_count,
      localTime(created_at),
      message,
    ]),
  );
