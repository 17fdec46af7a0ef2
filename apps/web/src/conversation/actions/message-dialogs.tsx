import type { Message } from '@cruddur/client';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { History } from './history';
import { ReportForm } from './report-form';
import { WhoReacted } from './who-reacted';

export type Asked = 'history' | 'reactions' | 'report' | 'delete';

interface MessageDialogsProps {
  groupUuid: string;
  message: Message;
  asked: Asked | undefined;
  onClose: () => void;
}

/** What one asks of a message and is answered beside the conversation. */
export function MessageDialogs({ groupUuid, message, asked, onClose }: MessageDialogsProps) {
  const { client, store } = useSteadyChat();
  const alerts = useAlerts();
  const place = { groupUuid, number: message.number };

  const remove = async (): Promise<void> => {
    const answer = await client.deleteMessage({ message_group_uuid: groupUuid, number: message.number });
    store.changedBySelf(answer.body);
  };
  return (
    <>
      <Dialog title={texts.actions.historyTitle} open={asked === 'history'} onOpenChange={onClose}>
        <History {...place} />
      </Dialog>
      <Dialog title={texts.actions.whoReacted} open={asked === 'reactions'} onOpenChange={onClose}>
        <WhoReacted {...place} />
      </Dialog>
      <Dialog title={texts.actions.reportTitle} open={asked === 'report'} onOpenChange={onClose}>
        <ReportForm {...place} onDone={onClose} />
      </Dialog>
      <Confirm
        title={texts.actions.deleteTitle}
        text={texts.actions.deleteText}
        action={texts.actions.delete}
        onConfirm={() => void remove().catch(alerts.failed)}
        open={asked === 'delete'}
        onOpenChange={onClose}
      />
    </>
  );
}
