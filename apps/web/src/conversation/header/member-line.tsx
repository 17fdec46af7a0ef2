import type { Member } from '@cruddur/client';
import { PersonLine } from '../../people/person-line';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { MenuIcon } from '../../ui/icons';
import { Menu, MenuItem } from '../../ui/menu';

interface MemberLineProps {
  member: Member;
  isOwn: boolean;
  isChangeable: boolean;
  onRemove: () => void;
  onHandOver: () => void;
}

export function MemberLine({ member, isOwn, isChangeable, onRemove, onHandOver }: MemberLineProps) {
  return (
    <li>
      <span>
        <PersonLine person={member} />
        {isOwn && <span className={styles.tag}>{texts.groups.you}</span>}
        {member.owner && <span className={styles.tag}>{texts.groups.owner}</span>}
      </span>
      {isChangeable && (
        <Menu
          label={texts.groups.memberMenu(member.display_name)}
          trigger={
            <Button look="icon">
              <MenuIcon />
            </Button>
          }
        >
          <MenuItem onClick={onHandOver}>{texts.groups.handOver}</MenuItem>
          <MenuItem danger onClick={onRemove}>
            {texts.groups.remove}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
