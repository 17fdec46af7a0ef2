import type { Answer, Member, MessageGroup } from '@cruddur/client';
import { useState } from 'react';
import { useChat } from '../../chat/use-chat';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { Confirm } from '../../ui/confirm';
import { Problem } from '../../ui/problem';
import { useAttempt } from '../../ui/use-attempt';
import { AddMember } from './add-member';
import { MemberLine } from './member-line';
import { useMembers } from './use-members';

interface Asked {
  what: 'remove' | 'handOver';
  member: Member;
}

/** Who is in a group; any member adds others, and the owner removes them or hands the group over. */
export function MembersOf({ group }: { group: MessageGroup }) {
  const { client, profile, store } = useChat();
  const [asked, setAsked] = useState<Asked>();
  const reading = useAttempt();
  const { problem, isBusy, attempt } = useAttempt();
  const members = useMembers(group, reading.attempt);
  const isOwner = members?.some(({ uuid, owner }) => owner && uuid === profile.uuid) ?? false;
  const message_group_uuid = group.uuid;

  const change = (call: Promise<Answer<MessageGroup>>): Promise<boolean> =>
    attempt(async () => store.listed([(await call).body]));
  const confirmed = ({ what, member: { handle } }: Asked): void =>
    void change(
      what === 'remove'
        ? client.removeMember({ message_group_uuid, handle })
        : client.handOverGroup({ message_group_uuid, body: { handle } }),
    );
  return (
    <>
      {!group.left && (
        <AddMember isBusy={isBusy} onAdd={(handle) => change(client.addMember({ message_group_uuid, handle }))} />
      )}
      <Problem>{problem ?? reading.problem}</Problem>
      <ul className={styles.list} aria-label={texts.groups.members} aria-busy={members === undefined}>
        {members?.map((member) => (
          <MemberLine
            key={member.uuid}
            member={member}
            isOwn={member.uuid === profile.uuid}
            isChangeable={isOwner && !group.left && member.uuid !== profile.uuid}
            onRemove={() => setAsked({ what: 'remove', member })}
            onHandOver={() => setAsked({ what: 'handOver', member })}
          />
        ))}
      </ul>
      {asked && (
        <Confirm open onOpenChange={() => setAsked(undefined)} onConfirm={() => confirmed(asked)} {...wordsOf(asked)} />
      )}
    </>
  );
}

const wordsOf = ({ what, member: { display_name: name } }: Asked): { title: string; text?: string; action: string } =>
  what === 'remove'
    ? { title: texts.groups.removeTitle(name), action: texts.groups.remove }
    : { title: texts.groups.handOverTitle(name), text: texts.groups.handOverText, action: texts.groups.handOver };
