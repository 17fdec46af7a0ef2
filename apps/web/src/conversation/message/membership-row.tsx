import type { Message } from '@cruddur/client';
import { memo } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import styles from './membership-row.module.css';
import { Time } from './time';

interface MembershipRowProps {
  message: Message;
  /** The one that Tab leads to. */
  isCurrent: boolean;
}

/** How somebody has changed the group, in a sentence. */
export const MembershipRow = memo(function MembershipRow({ message, isCurrent }: MembershipRowProps) {
  const { profile } = useSteadyChat();
  const nameOf = ({ uuid, name }: { uuid: string; name: string }): string =>
    uuid === profile.uuid ? texts.conversation.you : name;
  const who = nameOf({ uuid: message.user_uuid, name: message.display_name });
  const users = message.membership?.users ?? [];
  const whom = users.map(({ uuid, display_name }) => nameOf({ uuid, name: display_name }));
  return (
    <article className={styles.change} dir="auto" tabIndex={isCurrent ? 0 : -1}>
      {texts.conversation.change(message.kind, who, whom, message.membership?.name ?? null) ?? message.message}{' '}
      <Time at={message.created_at} />
    </article>
  );
});
