import type { MessageGroup } from '@cruddur/client';
import { useState } from 'react';
import { useChat } from '../chat/use-chat';
import { closeConversation } from '../chat/use-route';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { BackIcon } from '../ui/icons';
import styles from './header/conversation-header.module.css';
import { ConversationMenu } from './header/conversation-menu';
import { GroupDialogs } from './header/group-dialogs';
import { PersonDialogs } from './header/person-dialogs';
import type { Openness, Question } from './header/question';

/** Whom one talks to, and what is done with the conversation as a whole. */
export function ConversationHeader({ uuid }: { uuid: string }) {
  const group = useChat().store.group(uuid);
  const [asked, ask] = useState<Question>();
  const openness = (question: Question): Openness => ({
    open: asked === question,
    onOpenChange: (open) => ask(open ? question : undefined),
  });
  return (
    <header className={styles.header}>
      <Button look="icon" className={styles.back} aria-label={texts.groups.back} onClick={closeConversation}>
        <BackIcon />
      </Button>
      {group && (
        <>
          <div className={styles.names}>
            <h2 dir="auto">{group.display_name}</h2>
            <About group={group} onAsk={ask} />
          </div>
          <ConversationMenu group={group} onAsk={ask} />
          {group.kind === 'group' ? (
            <GroupDialogs group={group} openness={openness} />
          ) : (
            <PersonDialogs group={group} openness={openness} />
          )}
        </>
      )}
    </header>
  );
}

function About({ group, onAsk }: { group: MessageGroup; onAsk: (question: Question) => void }) {
  if (group.left) return <p>{texts.groups.left}</p>;
  const isGroup = group.kind === 'group';
  return (
    <button type="button" onClick={() => onAsk(isGroup ? 'members' : 'profile')}>
      {isGroup ? texts.groups.count(group.member_count) : <bdi>@{group.handle}</bdi>}
    </button>
  );
}
