import { noteCapacity, presentCapacity } from '../output/capacity';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { peopleOf } from '../services/people';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { refusalOfGroup } from './group-refusal';
import { withMessagesApp } from './messages-app';

export interface MembersOptions extends ReadOptions {
  as: string;
}

/** The same read as behind `GET /api/message_groups/:uuid/members`. */
export async function listMembers(groupUuid: string, options: MembersOptions): Promise<void> {
  const target = await findTarget(options);
  const [reader] = await peopleOf(target, [options.as]);
  await withMessagesApp(target, [], async ({ members, requests }) => {
    const all = await members.of(groupUuid, reader!.uuid).catch((error: unknown) => {
      throw refusalOfGroup(error, { groupUuid, member: options.as, handle: options.as });
    });
    if (options.json) return printJson({ members: all, requests: presentCapacity(requests) });
    printTable(
      ['handle', 'name', ''],
      all.map(({ handle, display_name, owner }) => [handle, display_name, owner ? 'owner' : '']),
    );
    noteCapacity(requests);
  });
}
