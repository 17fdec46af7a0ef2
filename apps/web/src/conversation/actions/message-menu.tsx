import type { Message } from '@cruddur/client';
import { useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { MenuIcon } from '../../ui/icons';
import { Menu, MenuItem } from '../../ui/menu';
import type { WhyNot } from '../writing/why-not-to-write';
import { useWriting } from '../writing/writing';
import { type Asked, MessageDialogs } from './message-dialogs';

interface MessageMenuProps {
  groupUuid: string;
  message: Message;
  /** Why nothing can be written here. */
  whyNot: WhyNot | undefined;
}

/** What is done with a message more seldom. */
export function MessageMenu({ groupUuid, message, whyNot }: MessageMenuProps) {
  const { profile } = useSteadyChat();
  const alerts = useAlerts();
  const { intend } = useWriting();
  const [asked, setAsked] = useState<Asked>();
  const isOwn = message.user_uuid === profile.uuid;

  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(message.message);
    alerts.tell(texts.actions.copied);
  };
  return (
    <>
      <Menu
        label={texts.actions.more}
        trigger={
          <Button look="icon">
            <MenuIcon />
          </Button>
        }
      >
        <MenuItem onClick={() => void copy().catch(alerts.failed)}>{texts.actions.copy}</MenuItem>
        {isOwn && !whyNot && (
          <MenuItem onClick={() => intend({ kind: 'edit', message })}>{texts.actions.edit}</MenuItem>
        )}
        {message.edited_at !== null && <MenuItem onClick={() => setAsked('history')}>{texts.actions.history}</MenuItem>}
        {message.reactions.length > 0 && (
          <MenuItem onClick={() => setAsked('reactions')}>{texts.actions.whoReacted}</MenuItem>
        )}
        {isOwn && whyNot !== 'left' && (
          <MenuItem danger onClick={() => setAsked('delete')}>
            {texts.actions.delete}
          </MenuItem>
        )}
        {!isOwn && (
          <MenuItem danger onClick={() => setAsked('report')}>
            {texts.actions.report}
          </MenuItem>
        )}
      </Menu>
      <MessageDialogs groupUuid={groupUuid} message={message} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
