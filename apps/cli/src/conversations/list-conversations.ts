import { MANY_UNREAD, type PresentedMessageGroup } from '@app/common/contracts';
import { note } from '@local-stack/terminal/terminal';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { lastEntryWords } from './membership-words';
import { withMessagesApp } from './messages-app';

/** A list reads all rows for each of its pages, so here it is one page. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

export interface ListOptions extends ReadOptions {
  archived?: boolean;
}

export async function listConversations(handle: string, options: ListOptions): Promise<void> {
  const target = await findTarget(options);
  const [person] = await peopleOf(target, [handle]);
  await withMessagesApp(target, [], async ({ lists, requests }) => {
    const all = await lists.page(person!.uuid, { limit: UNLIMITED, archived: options.archived });
    const groups = (await lists.present(person!.uuid, all.groups)).reverse();
    if (options.json) return printJson({ message_groups: groups, requests: presentCapacity(requests) });
    if (groups.length === 0) note(`${handle} has no ${options.archived ? 'archived ' : ''}conversation`);
    else print(groups);
    noteCapacity(requests);
  });
}

/** A group is named by its uuid, as `get` takes it. */
const print = (groups: PresentedMessageGroup[]): void =>
  printTable(
    ['with', 'name', 'messages', 'unread', 'state', 'last message at', 'last message'],
    groups.map((group) => [
      group.kind === 'group' ? group.uuid : group.handle,
      group.display_name,
      group.last_number,
      group.unread_count < MANY_UNREAD ? group.unread_count : `${MANY_UNREAD}+`,
      stateOf(group),
      localTime(group.created_at),
      lastEntryWords(group),
    ]),
  );

function stateOf({ left, pinned_at, archived, muted_until }: PresentedMessageGroup): string {
  const muted = muted_until === 'forever' ? 'muted' : `muted until ${muted_until && localTime(muted_until)}`;
  return [left && 'left', pinned_at && 'pinned', archived && 'archived', muted_until && muted]
    .filter(Boolean)
    .join(', ');
}
