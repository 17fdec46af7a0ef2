import { CruddurError } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { useSteadyChat } from '../../../chat/use-chat';
import { ReadMarks } from './read-marks';

/** Whether somebody looks at the page. */
export const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** Marks what is seen of a conversation as read. */
export function useReadMarks(groupUuid: string, readUpTo: number): ReadMarks {
  const { client } = useSteadyChat();
  const [marks] = useState(() => {
    const mark = async (number: number): Promise<void> => {
      await client.markRead({ message_group_uuid: groupUuid, body: { number } }).catch((error: unknown) => {
        // What is refused for good is not tried again.
        if (!(error instanceof CruddurError) || error.retriable) throw error;
      });
    };
    return new ReadMarks(mark, readUpTo);
  });
  useEffect(() => {
    marks.open();
    return () => marks.close();
  }, [marks]);
  return marks;
}
