import type { Message } from '@cruddur/client';
import { useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { MenuIcon } from '../../ui/icons';
import { Menu, MenuItem } from '../../ui/menu';
import type { WhyNot } from '../writing/why-not-to-write';
import { useWriting } from '../writing/writing';
import { History } from './history';
import { ReportForm } from './report-form';
import { WhoReacted } from './who-reacted';

interface MessageMenuProps {
  groupUuid: string;
  message: Message;
  /** Why nothing can be written here. */
  whyNot: WhyNot | undefined;
}

type Asked = 'history' | 'reactions' | 'report' | 'delete';

/** What is done with a message more seldom. */
export function MessageMenu({ groupUuid, message, whyNot }: MessageMenuProps) {
  const { client, store, profile } = useSteadyChat();
  const alerts = useAlerts();
  const { intend } = useWriting();
  const [asked, setAsked] = useState<Asked>();
  const isOwn = message.user_uuid === profile.uuid;
  const close = (): void => setAsked(undefined);

  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(message.message);
    alerts.tell(texts.actions.copied);
  };
  const remove = async (): Promise<void> => {
    const answer = await client.deleteMessage({ message_group_uuid: groupUuid, number: message.number });
    store.changedBySelf(answer.body);
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
      <Dialog title={texts.actions.historyTitle} open={asked === 'history'} onOpenChange={close}>
        <History groupUuid={groupUuid} number={message.number} />
      </Dialog>
      <Dialog title={texts.actions.whoReacted} open={asked === 'reactions'} onOpenChange={close}>
        <WhoReacted groupUuid={groupUuid} number={message.number} />
      </Dialog>
      <Dialog title={texts.actions.reportTitle} open={asked === 'report'} onOpenChange={close}>
        <ReportForm groupUuid={groupUuid} number={message.number} onDone={close} />
      </Dialog>
      <Confirm
        title={texts.actions.deleteTitle}
        text={texts.actions.deleteText}
        action={texts.actions.delete}
        onConfirm={() => void remove().catch(alerts.failed)}
        open={asked === 'delete'}
        onOpenChange={close}
      />
    </>
  );
}
