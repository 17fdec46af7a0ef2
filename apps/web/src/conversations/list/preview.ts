import type { MessageGroup, SentMessage } from '@cruddur/client';
import { texts } from '../../texts';

type ChangeInWords = (change: { by: string | undefined; users: string | undefined; name: string | null }) => string;

interface Preview {
  /** Who says it, where that is told. */
  by: string | undefined;
  text: string;
  /** The page's own words, not somebody's. */
  isTold: boolean;
}

/** What a list shows of the last entry, which may not be known itself. */
export function previewOf(group: MessageGroup, entry: SentMessage | undefined, ownUuid: string): Preview {
  if (group.last_kind !== 'message') return { by: undefined, text: lastChange(group, entry, ownUuid), isTold: true };
  const isDeleted = group.message === '';
  return {
    by: speakerOf(group, entry, ownUuid),
    text: isDeleted ? texts.list.deleted : group.message,
    isTold: isDeleted,
  };
}

function speakerOf({ kind }: MessageGroup, entry: SentMessage | undefined, ownUuid: string): string | undefined {
  if (entry?.user_uuid === ownUuid) return texts.list.you;
  return kind === 'group' ? entry?.display_name : undefined;
}

function lastChange({ last_kind, name }: MessageGroup, entry: SentMessage | undefined, ownUuid: string): string {
  const changes: Record<string, ChangeInWords> = texts.list.changes;
  const nameOf = (uuid: string, name: string): string => (uuid === ownUuid ? texts.list.you : isolated(name));
  const users = entry?.membership?.users.map((user) => nameOf(user.uuid, user.display_name)).join(', ');
  const by = entry && nameOf(entry.user_uuid, entry.display_name);
  return changes[last_kind]?.({ by, users, name: name && isolated(name) }) ?? texts.list.change;
}

/** A name that is written from right to left keeps its direction among words of the page. */
const isolated = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
