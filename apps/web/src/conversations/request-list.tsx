import type { MessageGroup } from '@cruddur/client';
import { useEffect } from 'react';
import { useChat } from '../chat/use-chat';
import { openConversation } from '../chat/use-route';
import { PersonLine } from '../people/person-line';
import { texts } from '../texts';
import { useAlerts } from '../ui/alerts';
import { Button } from '../ui/button';
import { useNow } from '../ui/use-now';
import list from './list/conversation-list.module.css';
import { timeInList } from './list/time-in-list';
import styles from './request-list.module.css';

/** Who has written for the first time, and waits to be let in. */
export function RequestList() {
  const { requests } = useChat();
  useEffect(() => void requests.read(), [requests]);
  if (requests.all.length === 0) return <p className={list.none}>{texts.people.requestsEmpty}</p>;
  return (
    <>
      <p className={list.none}>{texts.people.requestsHint}</p>
      <ul className={list.list} aria-label={texts.list.requests}>
        {requests.all.map((group) => (
          <Request key={group.uuid} group={group} />
        ))}
      </ul>
    </>
  );
}

function Request({ group }: { group: MessageGroup }) {
  const { requests } = useChat();
  const alerts = useAlerts();
  const now = useNow();
  const { uuid, display_name: name } = group;
  const accept = async (): Promise<void> => {
    await requests.accept(uuid);
    openConversation(uuid);
  };
  return (
    <li className={styles.request}>
      <PersonLine person={group} />
      <p className={styles.text} dir="auto">
        {group.message}
      </p>
      <p className={styles.counts}>
        {texts.people.messages(group.unread_count)} ·{' '}
        <time dateTime={group.created_at}>{timeInList(group.created_at, now)}</time>
      </p>
      <div className={styles.buttons}>
        <Button
          look="strong"
          aria-label={texts.people.acceptFrom(name)}
          onClick={() => void accept().catch((error: unknown) => alerts.failed(error))}
        >
          {texts.people.accept}
        </Button>
        <Button
          aria-label={texts.people.declineFrom(name)}
          onClick={() => void requests.decline(uuid).catch((error: unknown) => alerts.failed(error))}
        >
          {texts.people.decline}
        </Button>
      </div>
    </li>
  );
}
