import { normalHandle, presentSentMessage } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { checkMessage } from '../../../gateway/src/admin/check-message';
import { noteCapacity, presentCapacity } from '../output/capacity';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../where/confirm-change';
import { findTarget } from '../where/target';
import { withMessagesApp } from './messages-app';
import { printMessages } from './print-messages';

export interface MessageToSend {
  from: string;
  to: string;
  text: string;
}

/** The same checks and the same write as behind `POST /api/messages`. */
export async function sendMessage({ from, to, text }: MessageToSend, options: ChangeOptions): Promise<void> {
  const checked = checkMessage({ message: text, handle: normalHandle(to) }, undefined);
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const [sender, recipient] = await peopleOf(target, [from, to]);
  if (sender!.uuid === recipient!.uuid) throw new CliError(`${from} cannot write to themselves`, WRONG_USE);
  await untilDone(() =>
    withMessagesApp(target, [recipient!], async ({ writing, lookUp, requests }) => {
      await lookUp(sender!, recipient!);
      const request = { sender: sender!, recipientHandle: recipient!.handle, text: checked.text };
      const message = presentSentMessage(await writing.start(request));
      if (options.json) return printJson({ ...message, requests: presentCapacity(requests) });
      printMessages([message]);
      noteCapacity(requests);
    }),
  );
}

const WRONG_USE = { exitCode: EXIT.wrongUse };
