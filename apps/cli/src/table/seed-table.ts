import { DIALOGUE, seedKey } from '@local-stack/demo/dialogue';
import { Progress } from '@local-stack/terminal/progress';
import { withMessagesApp } from '../conversations/messages-app';
import { printJson } from '../output/json';
import { untilDone } from '../services/interruption';
import { peopleOf } from '../services/people';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';

/** The demo conversation, by the rules that every message follows. Its send keys let nothing be said twice. */
export async function seedTable(options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const [andrewbrown, bayko] = await peopleOf(target, ['andrewbrown', 'bayko']);
  const people = { andrewbrown: andrewbrown!, bayko: bayko! };
  await untilDone(() =>
    withMessagesApp(target, Object.values(people), async ({ writing, lookUp }) => {
      await lookUp(people.andrewbrown, people.bayko);
      const progress = new Progress();
      let groupUuid = '';
      for (const [index, { from, text }] of DIALOGUE.entries()) {
        const recipientHandle = from === 'bayko' ? 'andrewbrown' : 'bayko';
        const message = await writing.start({ sender: people[from], recipientHandle, text, sendKey: seedKey(index) });
        groupUuid = message.groupUuid;
        progress.count(`${index + 1} of ${DIALOGUE.length} lines are said`);
      }
      if (options.json) return printJson({ message_group_uuid: groupUuid, messages: DIALOGUE.length });
      console.log(`andrewbrown and bayko have said all ${DIALOGUE.length} lines of their conversation ${groupUuid}`);
    }),
  );
}
