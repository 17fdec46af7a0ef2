import type { MessageGroup, PublicProfile } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { useChat } from '../../chat/use-chat';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { Problem } from '../../ui/problem';
import { useAttempt } from '../../ui/use-attempt';
import type { Openness, Question } from './question';

interface PersonDialogsProps {
  group: MessageGroup;
  openness: (question: Question) => Openness;
}

export function PersonDialogs({ group, openness }: PersonDialogsProps) {
  const { blocks } = useChat();
  const alerts = useAlerts();
  const block = (): void => void blocks.block(group.handle).catch((error: unknown) => alerts.failed(error));
  return (
    <>
      <Dialog title={group.display_name} {...openness('profile')}>
        <About handle={group.handle} />
      </Dialog>
      <Confirm
        title={texts.people.blockTitle(group.display_name)}
        text={texts.people.blockText}
        action={texts.people.block}
        onConfirm={block}
        {...openness('block')}
      />
    </>
  );
}

/** What a person tells everybody. */
function About({ handle }: { handle: string }) {
  const { client } = useChat();
  const [profile, setProfile] = useState<PublicProfile>();
  const { problem, attempt } = useAttempt();
  useEffect(() => {
    void attempt(async () => setProfile((await client.readPublicProfile({ handle })).body));
  }, [client, handle]);
  return (
    <>
      <p className={styles.handle}>
        <bdi>@{handle}</bdi>
      </p>
      {profile && (
        <p className={styles.bio} dir="auto">
          {profile.bio ?? texts.people.noBio}
        </p>
      )}
      <Problem>{problem}</Problem>
    </>
  );
}
