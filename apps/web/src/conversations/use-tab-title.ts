import { useEffect } from 'react';
import { useChat } from '../chat/use-chat';
import { texts } from '../texts';
import { useNow } from '../ui/use-now';

/** The tab tells how much is unread, also where another one is in front. */
export function useTabTitle(): void {
  const { messages, more } = useChat().unread.at(useNow());
  const title = messages > 0 ? texts.list.tabTitle(texts.list.count(messages, more)) : texts.app.name;
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = texts.app.name;
    };
  }, [title]);
}
