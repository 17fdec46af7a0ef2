import { useChat } from '../../chat/use-chat';

/** Who is typing now. */
export function TypingLine({ uuid }: { uuid: string }) {
  const typing = useChat().store.typingIn(uuid);
  return <p aria-live="polite">{typing.length > 0 ? '…' : ''}</p>;
}
