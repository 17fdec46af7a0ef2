import type { MessageGroup } from '@cruddur/client';
import { isMuted } from '../../chat/unread-in';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { MenuItem, SubMenu } from '../../ui/menu';
import { useNow } from '../../ui/use-now';
import { useRowChange } from './use-row-change';

const HOUR_MS = 3_600_000;

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** Whether and for how long a conversation is muted. */
export function MuteItem({ group }: { group: MessageGroup }) {
  const { client } = useChat();
  const now = useNow();
  const change = useRowChange();
  const message_group_uuid = group.uuid;
  const mute = (until?: string) =>
    change(client.muteMessageGroup({ message_group_uuid, body: until === undefined ? {} : { until } }));
  if (isMuted(group, now))
    return (
      <MenuItem onClick={() => change(client.unmuteMessageGroup({ message_group_uuid }))}>
        {texts.groups.unmute}
      </MenuItem>
    );
  return (
    <SubMenu label={texts.groups.mute}>
      <MenuItem onClick={() => mute(inHours(1))}>{texts.groups.muteHour}</MenuItem>
      <MenuItem onClick={() => mute(inHours(8))}>{texts.groups.muteHours}</MenuItem>
      <MenuItem onClick={() => mute()}>{texts.groups.muteForever}</MenuItem>
    </SubMenu>
  );
}
