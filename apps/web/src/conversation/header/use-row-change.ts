import type { Answer, MessageGroup, ReadMarker } from '@cruddur/client';
import { useChat } from '../../chat/use-chat';
import { useAlerts } from '../../ui/alerts';

/** Shows at once what a call has made of a row of the list, and why where it was refused. */
export function useRowChange(): (call: Promise<Answer<MessageGroup | ReadMarker>>) => void {
  const { store } = useChat();
  const alerts = useAlerts();
  return (call) =>
    void call.then(
      ({ body }) => 'members' in body && store.listed([body]),
      (error: unknown) => alerts.failed(error),
    );
}
