import { useState } from 'react';
import { texts } from '../../texts';
import { countBehind, type Line, messageOf, newestOf } from './lines/lines';

/** Tells a screen reader what others have said since the conversation was opened, and nothing else that moves. */
export function Arrivals({ lines, ownUuid }: { lines: Line[]; ownUuid: string }) {
  const newest = newestOf(lines);
  const [told, setTold] = useState({ newest, text: '' });
  if (newest > told.newest) setTold({ newest, text: textOf(lines, told.newest, ownUuid) });
  return (
    <p className="unseen" aria-live="polite">
      {told.text}
    </p>
  );
}

function textOf(lines: Line[], behind: number, ownUuid: string): string {
  const count = countBehind(lines, behind, ownUuid);
  if (count > 1) return texts.conversation.cameMany(count);
  const message = messageOf(lines.findLast((line) => 'message' in line));
  return count === 1 && message ? texts.conversation.came(message.display_name, message.message) : '';
}
