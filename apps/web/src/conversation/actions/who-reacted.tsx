import { useSteadyChat } from '../../chat/use-chat';
import { nameIn } from '../../people/name-in';
import { texts } from '../../texts';
import { Answered } from './answered';
import styles from './who-reacted.module.css';

interface WhoReactedProps {
  groupUuid: string;
  number: number;
}

export function WhoReacted({ groupUuid, number }: WhoReactedProps) {
  const { client, store, profile } = useSteadyChat();
  const ask = async () => {
    const { body: reactions } = await client.readReactions({ message_group_uuid: groupUuid, number });
    // The list has the one other of a pair, and not all of a group.
    const isGroup = store.group(groupUuid)?.kind === 'group';
    const members = isGroup ? (await client.readMembers({ message_group_uuid: groupUuid })).body : [];
    const nameOf = (user: string): string =>
      user === profile.uuid
        ? texts.actions.you
        : (members.find(({ uuid }) => uuid === user)?.display_name ?? nameIn(store, groupUuid, user));
    return reactions.map(({ emoji, user_uuids }) => ({ emoji, names: user_uuids.map(nameOf) }));
  };
  return (
    <Answered ask={ask}>
      {(reactions) => (
        <dl className={styles.reactions}>
          {reactions.map(({ emoji, names }) => (
            <div key={emoji}>
              <dt>{emoji}</dt>
              {names.map((name, at) => (
                <dd key={at} dir="auto">
                  {name}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Answered>
  );
}
