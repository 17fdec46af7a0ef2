import { useEffect, useRef } from 'react';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';

/** The end of what was read of a long list: to see it reads on. */
export function MoreConversations({ archived }: { archived: boolean }) {
  const { longList } = useChat();
  const alerts = useAlerts();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!line.current) return;
    const observer = new IntersectionObserver(([seen]) => {
      // What fails is told by the button, which is there to try it again.
      if (seen?.isIntersecting) longList.readMore(archived).catch(() => undefined);
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [longList, archived]);
  return (
    <li ref={line}>
      <Button onClick={() => void longList.readMore(archived).catch((error: unknown) => alerts.failed(error))}>
        {texts.list.more}
      </Button>
    </li>
  );
}
