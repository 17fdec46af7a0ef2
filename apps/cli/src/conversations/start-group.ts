import { normalHandle, type Person } from '@app/common/contracts';
import { checkGroupStart } from '../../../gateway/src/admin/check-message';
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

export interface StartGroupOptions extends ChangeOptions {
  name?: string;
  history?: string;
}

/** The same checks and the same write as behind `POST /api/message_groups`. */
export async function startGroup(handles: string[], options: StartGroupOptions): Promise<void> {
  const [creatorHandle = '', ...others] = handles;
  const { name, history } = options;
  const asTyped: Person = { uuid: '', handle: normalHandle(creatorHandle), displayName: '' };
  const checked = checkGroupStart(asTyped, { body: { handles: others, name, history }, startKey: undefined });
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const people = await peopleOf(target, handles);
  const [creator, ...members] = people;
  await untilDone(() =>
    withMessagesApp(target, people, async ({ groupStarts, requests }) => {
      const request = { ...checked, creator: creator!, handles: members.map(({ handle }) => handle) };
      const group = await groupStarts.start(request).catch((error: unknown) => {
        throw refusalOfGroup(error, { groupUuid: '', member: creatorHandle, handle: 'one of them' });
      });
      if (options.json) return printJson({ ...group, requests: presentCapacity(requests) });
      printGroup(group);
      noteCapacity(requests);
    }),
  );
}
