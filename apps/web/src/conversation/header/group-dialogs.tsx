import type { MessageGroup } from '@cruddur/client';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { MembersOf } from './members-of';
import type { Openness, Question } from './question';
import { RenameForm } from './rename-form';
import { useRowChange } from './use-row-change';

interface GroupDialogsProps {
  group: MessageGroup;
  openness: (question: Question) => Openness;
}

export function GroupDialogs({ group, openness }: GroupDialogsProps) {
  const { client, profile } = useChat();
  const change = useRowChange();
  const renaming = openness('rename');
  return (
    <>
      <Dialog title={texts.groups.members} {...openness('members')}>
        <MembersOf group={group} />
      </Dialog>
      <Dialog title={texts.groups.renameTitle} {...renaming}>
        <RenameForm group={group} onDone={() => renaming.onOpenChange(false)} />
      </Dialog>
      <Confirm
        title={texts.groups.leaveTitle}
        text={texts.groups.leaveText}
        action={texts.groups.leave}
        onConfirm={() => change(client.removeMember({ message_group_uuid: group.uuid, handle: profile.handle }))}
        {...openness('leave')}
      />
    </>
  );
}
