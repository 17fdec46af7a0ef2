import { normalHandle, presentSentMessage } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { checkMessage } from '../../../gateway/src/admin/check-message';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { isNotThere, NOT_FOUND } from './not-there';
import { printMessages } from './print-messages';
import { isGroupUuid, whichConversation } from './which-conversation';

export interface MessageToSend {
  from: string;
  to: string;
  text: string;
}

/** The same checks and the same write as behind `POST /api/messages`. `to` is a handle, or the uuid of a group. */
export async function sendMessage({ from, to, text }: MessageToSend, options: ChangeOptions): Promise<void> {
  const address = isGroupUuid(to) ? { message_group_uuid: to } : { handle: normalHandle(to) };
  const checked = checkMessage({ message: text, ...address }, undefined);
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const { person: sender, groupUuid, other } = await whichConversation(target, from, to);
  if (sender.uuid === other?.uuid) throw new CliError(`${from} cannot write to themselves`, WRONG_USE);
  await untilDone(() =>
    withMessagesApp(target, other ? [other] : [], async ({ writing, lookUp, requests }) => {
      const content = { sender, text: checked.text };
      if (other) await lookUp(sender, other);
      const sent = await (
        other ? writing.start({ ...content, recipientHandle: other.handle }) : writing.send(groupUuid, content)
      ).catch((error: unknown) => {
        throw isNotThere(error) ? new CliError(`${from} has no conversation ${to}`, NOT_FOUND) : error;
      });
      const message = presentSentMessage(sent);
      if (options.json) return printJson({ ...message, requests: presentCapacity(requests) });
      printMessages([message]);
      noteCapacity(requests);
    }),
  );
}

const WRONG_USE = { exitCode: EXIT.wrongUse };
