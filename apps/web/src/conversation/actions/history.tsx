import { useSteadyChat } from '../../chat/use-chat';
import { Answered } from './answered';
import styles from './history.module.css';

interface HistoryProps {
  groupUuid: string;
  number: number;
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The texts that a message has had, the original first. */
export function History({ groupUuid, number }: HistoryProps) {
  const { client } = useSteadyChat();
  return (
    <Answered ask={async () => (await client.readHistory({ message_group_uuid: groupUuid, number })).body}>
      {(versions) => (
        <ol className={styles.versions}>
          {versions.map(({ revision, message, created_at }) => (
            <li key={revision}>
              <time dateTime={created_at}>{time.format(new Date(created_at))}</time>
              <p dir="auto">{message}</p>
            </li>
          ))}
        </ol>
      )}
    </Answered>
  );
}
