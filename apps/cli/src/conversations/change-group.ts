import type { Person, PresentedMessageGroup } from '@app/common/contracts';
import { note } from '@local-stack/terminal/terminal';
import type { MembershipService } from '../../../messages/src/admin/messaging';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { refusalOfGroup } from './group-refusal';
import { withMessagesApp } from './messages-app';
import { printGroup } from './print-group';

export interface GroupChangeOptions extends ChangeOptions {
  as: string;
}

export interface GroupChange {
  groupUuid: string;
  /** Of whom it is about, where that is somebody else than the member. */
  handle?: string;
  make: (memberships: MembershipService, caller: Person, subject: Person) => Promise<PresentedMessageGroup>;
  /** What is so afterwards, whether it was before or not. */
  outcome: string;
}

/** Changes who is in a group, what it is called or whose it is, as if this member had done it, and prints it as it then is. */
export async function changeGroup(change: GroupChange, options: GroupChangeOptions): Promise<void> {
  const { groupUuid, make, outcome } = change;
  const handle = change.handle ?? options.as;
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const [caller, subject] = await peopleOf(target, [options.as, handle]);
  await untilDone(() =>
    withMessagesApp(target, [caller!, subject!], async ({ memberships, requests }) => {
      const group = await make(memberships, caller!, subject!).catch((error: unknown) => {
        throw refusalOfGroup(error, { groupUuid, member: options.as, handle });
      });
      if (options.json) return printJson({ ...group, requests: presentCapacity(requests) });
      printGroup(group);
      note(outcome);
      noteCapacity(requests);
    }),
  );
}
