import type { MessageGroup } from '@cruddur/client';
import { useEffect } from 'react';
import { isMuted } from '../../chat/unread-in';
import { useChat } from '../../chat/use-chat';
import { closeConversation } from '../../chat/use-route';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { MenuIcon } from '../../ui/icons';
import { Menu, MenuItem, MenuLine, SubMenu } from '../../ui/menu';
import { useNow } from '../../ui/use-now';
import { lastReadable } from './last-readable';
import type { Question } from './question';
import { useRowChange } from './use-row-change';

interface ConversationMenuProps {
  group: MessageGroup;
  onAsk: (question: Question) => void;
}

const HOUR_MS = 3_600_000;

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** What one does with a conversation. */
export function ConversationMenu({ group, onAsk }: ConversationMenuProps) {
  return (
    <Menu
      label={texts.groups.menu}
      trigger={
        <Button look="icon">
          <MenuIcon />
        </Button>
      }
    >
      {group.kind === 'group' ? <OfGroup group={group} onAsk={onAsk} /> : <OfPair group={group} onAsk={onAsk} />}
      <MenuLine />
      <ForOneself group={group} />
    </Menu>
  );
}

function OfGroup({ group, onAsk }: ConversationMenuProps) {
  return (
    <>
      <MenuItem onClick={() => onAsk('members')}>{texts.groups.members}</MenuItem>
      {!group.left && (
        <>
          <MenuItem onClick={() => onAsk('rename')}>{texts.groups.rename}</MenuItem>
          <MenuItem danger onClick={() => onAsk('leave')}>
            {texts.groups.leave}
          </MenuItem>
        </>
      )}
    </>
  );
}

function OfPair({ group, onAsk }: ConversationMenuProps) {
  const { blocks } = useChat();
  const alerts = useAlerts();
  useEffect(() => {
    // Nothing tells of blocks that another device has set; without an answer they are as was known.
    blocks.read().catch(() => undefined);
  }, [blocks]);
  const isBlocked = group.members.some(({ uuid }) => blocks.has(uuid));
  const unblock = (): void => void blocks.unblock(group.handle).catch((error: unknown) => alerts.failed(error));
  return (
    <>
      <MenuItem onClick={() => onAsk('profile')}>{texts.people.profile}</MenuItem>
      {isBlocked ? (
        <MenuItem onClick={unblock}>{texts.people.unblock}</MenuItem>
      ) : (
        <MenuItem danger onClick={() => onAsk('block')}>
          {texts.people.block}
        </MenuItem>
      )}
    </>
  );
}

/** Nobody else is told of any of these. */
function ForOneself({ group }: { group: MessageGroup }) {
  const { client, profile, store } = useChat();
  const now = useNow();
  const change = useRowChange();
  const message_group_uuid = group.uuid;
  const mute = (until?: string) => () =>
    change(client.muteMessageGroup({ message_group_uuid, body: until === undefined ? {} : { until } }));
  const unread = lastReadable(store.shownIn(group.uuid), profile.uuid);
  const markUnread = (number: number): void => {
    // What is on the page is read at once.
    closeConversation();
    change(client.markRead({ message_group_uuid, body: { number: number - 1, force: true } }));
  };
  return (
    <>
      {isMuted(group, now) ? (
        <MenuItem onClick={() => change(client.unmuteMessageGroup({ message_group_uuid }))}>
          {texts.groups.unmute}
        </MenuItem>
      ) : (
        <SubMenu label={texts.groups.mute}>
          <MenuItem onClick={() => mute(inHours(1))()}>{texts.groups.muteHour}</MenuItem>
          <MenuItem onClick={() => mute(inHours(8))()}>{texts.groups.muteHours}</MenuItem>
          <MenuItem onClick={mute()}>{texts.groups.muteForever}</MenuItem>
        </SubMenu>
      )}
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
