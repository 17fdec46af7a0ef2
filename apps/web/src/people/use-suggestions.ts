import { CruddurError, type ShortUser } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { useChat } from '../chat/use-chat';

const PAUSE_MS = 200;
const MOST = 8;

interface Suggestions {
  people: ShortUser[];
  isSearching: boolean;
}

const NONE: Suggestions = { people: [], isSearching: false };

/** People whose handle begins so, once nothing was written for a moment. */
export function useSuggestions(written: string): Suggestions {
  const { client } = useChat();
  const prefix = written.trim().replace(/^@/, '');
  const [suggestions, setSuggestions] = useState(NONE);
  useEffect(() => {
    if (prefix === '') return setSuggestions(NONE);
    setSuggestions(({ people }) => ({ people, isSearching: true }));
    const giving = new AbortController();
    const search = async (): Promise<void> => {
      const { signal } = giving;
      const people = await client
        .searchUsers({ prefix, limit: MOST }, { signal })
        .then(({ body }) => body, nobody(signal));
      if (!signal.aborted) setSuggestions({ people, isSearching: false });
    };
    const timer = setTimeout(() => void search(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      giving.abort();
    };
  }, [client, prefix]);
  return suggestions;
}

/** Suggestions are a help: without them one writes the whole handle. */
const nobody =
  (signal: AbortSignal) =>
  (error: unknown): ShortUser[] => {
    if (signal.aborted || error instanceof CruddurError) return [];
    throw error;
  };
