import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Chat } from './chat';

export const ChatContext = createContext<Chat | undefined>(undefined);

/** The chat of who is signed in, for whoever shows nothing of it that changes. */
export function useSteadyChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('nobody is signed in here');
  return chat;
}

/** The chat of who is signed in; whoever uses it is drawn again when something in it has changed. */
export function useChat(): Chat {
  const chat = useSteadyChat();
  useSyncExternalStore(chat.changes.watch, chat.changes.version);
  return chat;
}

/** One thing of the chat; whoever uses it is drawn again when that has changed. */
export function useOfChat<Value extends string | number | boolean | undefined>(select: (chat: Chat) => Value): Value {
  const chat = useSteadyChat();
  return useSyncExternalStore(chat.changes.watch, () => select(chat));
}
