import type { OutboxEntry } from '@cruddur/client';
import { memo } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { Bubble } from './bubble';
import { MessageFoot } from './message-foot';
import { MessageText } from './message-text';
import styles from './own-unsent.module.css';
import { Tick } from './tick';

interface WaitingRowProps {
  entry: OutboxEntry;
  /** The one that Tab leads to. */
  isCurrent: boolean;
}

/** One's own message that waits to be sent. */
export const WaitingRow = memo(function WaitingRow({ entry, isCurrent }: WaitingRowProps) {
  return (
    <article aria-label={texts.conversation.sending.waiting} tabIndex={isCurrent ? 0 : -1}>
      <Bubble isOwn>
        <MessageText text={entry.message.message} isCurrent={isCurrent} />
        <MessageFoot>
          <Tick sending="waiting" />
        </MessageFoot>
      </Bubble>
    </article>
  );
});

interface RefusedRowProps extends WaitingRowProps {
  why: string;
}

/** One's own message that was refused for good, why, and what to do with it. */
export const RefusedRow = memo(function RefusedRow({ entry, why, isCurrent }: RefusedRowProps) {
  const chat = useSteadyChat();
  const alerts = useAlerts();
  return (
    <article aria-label={texts.conversation.refused} tabIndex={isCurrent ? 0 : -1}>
      <Bubble isOwn>
        <MessageText text={entry.message.message} isCurrent={isCurrent} />
      </Bubble>
      <div className={styles.refused}>
        <p role="alert">{why}</p>
        <Button onClick={() => void chat.sendAgain(entry).catch(alerts.failed)}>{texts.app.tryAgain}</Button>
        <Button onClick={() => chat.refused.forget(entry.key)}>{texts.conversation.discard}</Button>
      </div>
    </article>
  );
});
