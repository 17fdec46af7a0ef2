import { texts } from '../texts';
import { useChat } from './use-chat';

/** Says that what is shown may be old, and what is written waits. */
export function OfflineBanner() {
  const { connectivity } = useChat();
  return <div role="status">{connectivity.isOffline && texts.offline.notice}</div>;
}
