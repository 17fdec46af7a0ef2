import type { Member, MessageGroup } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { useChat } from '../../chat/use-chat';
import type { Attempt } from '../../ui/use-attempt';

/** Who is in a group, read again whenever its row tells of a change. Undefined until they are read. */
export function useMembers(
  { uuid, revision, members }: MessageGroup,
  attempt: Attempt['attempt'],
): Member[] | undefined {
  const { client } = useChat();
  const [all, setAll] = useState<Member[]>();
  const names = members.map(({ handle, display_name }) => `${handle} ${display_name}`).join('\n');
  useEffect(() => {
    let isOld = false;
    void attempt(async () => {
      const { body } = await client.readMembers({ message_group_uuid: uuid });
      if (!isOld) setAll(body);
    });
    return () => {
      isOld = true;
    };
  }, [client, uuid, revision, names]);
  return all;
}
