import { useSyncExternalStore } from 'react';

const CONVERSATION = /^#\/c\/([0-9a-f-]{36})$/;

const watch = (watcher: () => void): (() => void) => {
  addEventListener('hashchange', watcher);
  return () => removeEventListener('hashchange', watcher);
};

/** The conversation that the page's address names; the server knows one page alone. */
export const useOpenConversation = (): string | undefined =>
  CONVERSATION.exec(useSyncExternalStore(watch, () => location.hash))?.[1];

export const addressOf = (groupUuid: string): string => `#/c/${groupUuid}`;

export const openConversation = (groupUuid: string): void => {
  location.hash = addressOf(groupUuid);
};

export const closeConversation = (): void => {
  location.hash = '#/';
};
