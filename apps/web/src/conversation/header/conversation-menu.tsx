import type { MessageGroup } from '@cruddur/client';
import { useEffect } from 'react';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { MenuIcon } from '../../ui/icons';
import { Menu, MenuItem, MenuLine } from '../../ui/menu';
import { OwnItems } from './own-items';
import type { Question } from './question';

interface ConversationMenuProps {
  group: MessageGroup;
  onAsk: (question: Question) => void;
}

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
      <OwnItems group={group} />
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
