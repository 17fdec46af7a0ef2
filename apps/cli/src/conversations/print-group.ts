import type { PresentedMessageGroup } from '@app/common/contracts';
import { printTable } from '../output/format-table';
import { lastEntryWords } from './membership-words';

export const printGroup = (group: PresentedMessageGroup): void =>
  printTable(
    ['group', 'name', 'members', 'messages', 'last message'],
    [[group.uuid, group.display_name, group.member_count, group.last_number, lastEntryWords(group)]],
  );
