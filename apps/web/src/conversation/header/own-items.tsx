import type { MessageGroup } from '@cruddur/client';
import { useChat } from '../../chat/use-chat';
import { closeConversation } from '../../chat/use-route';
import { texts } from '../../texts';
import { MenuItem } from '../../ui/menu';
import { lastReadable } from './last-readable';
import { MuteItem } from './mute-item';
import { useRowChange } from './use-row-change';

/** What one sets for oneself: nobody else is told of any of it. */
export function OwnItems({ group }: { group: MessageGroup }) {
  const { client, profile, store } = useChat();
  const change = useRowChange();
  const message_group_uuid = group.uuid;
  const unread = lastReadable(store.shownIn(group.uuid), profile.uuid);
  const markUnread = (number: number): void => {
    // What is on the page is read at once.
    closeConversation();
    change(client.markRead({ message_group_uuid, body: { number: number - 1, force: true } }));
  };
  return (
    <>
      <MuteItem group={group} />
      {group.pinned_at === null ? (
        <MenuItem onClick={() => change(client.pinMessageGroup({ message_group_uuid }))}>{texts.groups.pin}</MenuItem>
      ) : (
        <MenuItem onClick={() => change(client.unpinMessageGroup({ message_group_uuid }))}>
          {texts.groups.unpin}
        </MenuItem>
      )}
      {group.archived ? (
        <MenuItem onClick={() => change(client.unarchiveMessageGroup({ message_group_uuid }))}>
          {texts.groups.unarchive}
        </MenuItem>
      ) : (
        <MenuItem onClick={() => change(client.archiveMessageGroup({ message_group_uuid }))}>
          {texts.groups.archive}
        </MenuItem>
      )}
      {unread !== undefined && <MenuItem onClick={() => markUnread(unread)}>{texts.groups.markUnread}</MenuItem>}
    </>
  );
}
