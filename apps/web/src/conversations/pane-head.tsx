import { useState } from 'react';
import { useChat } from '../chat/use-chat';
import { SettingsDialog } from '../settings/settings-dialog';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { MenuIcon, PlusIcon } from '../ui/icons';
import { Menu, MenuItem } from '../ui/menu';
import { NewConversation } from './beginning/new-conversation';
import { NewGroup } from './beginning/new-group';
import styles from './conversations-pane.module.css';

type Shown = 'conversation' | 'group' | 'settings';

/** Who is signed in, and what they may begin. */
export function PaneHead({ onSignOut }: { onSignOut: () => void }) {
  const { profile } = useChat();
  const [shown, setShown] = useState<Shown>();
  const openness = (which: Shown) => ({
    open: shown === which,
    onOpenChange: (open: boolean) => setShown(open ? which : undefined),
  });
  return (
    <header className={styles.head}>
      <h1 dir="auto">{profile.display_name}</h1>
      <Menu
        label={texts.people.new}
        trigger={
          <Button look="icon">
            <PlusIcon />
          </Button>
        }
      >
        <MenuItem onClick={() => setShown('conversation')}>{texts.people.newConversation}</MenuItem>
        <MenuItem onClick={() => setShown('group')}>{texts.groups.newGroup}</MenuItem>
      </Menu>
      <Menu
        label={texts.list.account}
        trigger={
          <Button look="icon">
            <MenuIcon />
          </Button>
        }
      >
        <MenuItem onClick={() => setShown('settings')}>{texts.list.settings}</MenuItem>
        <MenuItem onClick={onSignOut}>{texts.list.signOut}</MenuItem>
      </Menu>
      <NewConversation {...openness('conversation')} />
      <NewGroup {...openness('group')} />
      <SettingsDialog {...openness('settings')} />
    </header>
  );
}
