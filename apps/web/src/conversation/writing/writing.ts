import type { Message } from '@cruddur/client';
import { createContext, useContext } from 'react';

/** What the next text of the composer is: a message, an answer to one, or the new text of one. */
export type Intent = { kind: 'new' } | { kind: 'reply' | 'edit'; message: Message };

export interface Writing {
  intent: Intent;
  intend: (intent: Intent) => void;
}

export const WritingContext = createContext<Writing>({ intent: { kind: 'new' }, intend: () => undefined });

/** Of the conversation that is shown. */
export const useWriting = (): Writing => useContext(WritingContext);
