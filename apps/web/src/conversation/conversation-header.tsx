import { useChat } from '../chat/use-chat';

/** Whom one talks to, and what is done with the conversation as a whole. */
export function ConversationHeader({ uuid }: { uuid: string }) {
  const group = useChat().store.list.find((each) => each.uuid === uuid);
  return <h2 dir="auto">{group?.display_name}</h2>;
}
