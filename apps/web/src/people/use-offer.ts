import type { ShortUser } from '@cruddur/client';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { texts } from '../texts';
import { stepTo } from './step-to';
import { useSuggestions } from './use-suggestions';

export interface OfferOptions {
  handle: string;
  onHandle: (handle: string) => void;
  /** Told of what was picked, or written and entered; else that is the field's text. */
  onChosen?: (handle: string) => void;
}

interface Offer {
  offered: ShortUser[];
  /** The place of the one that Enter takes. */
  active: number;
  /** Why nobody is offered, where somebody might be. */
  none: string | false;
  choose: (handle: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The people whom a field offers for what is written in it, and how the keys of the field go through them. */
export function useOffer({ handle, onHandle, onChosen }: OfferOptions): Offer {
  const { people, isSearching } = useSuggestions(handle);
  const isComplete = handle.trim() === '' || (!onChosen && people.some((person) => person.handle === handle));
  const offered = isComplete ? [] : people;
  const [active, setActive] = useState(-1);
  useEffect(() => setActive(onChosen ? 0 : -1), [people, onChosen === undefined]);

  const choose = (chosen: string): void => {
    setActive(-1);
    (onChosen ?? onHandle)(chosen);
  };
  const enter = (event: KeyboardEvent): void => {
    const chosen = offered[active]?.handle ?? (onChosen && handle.trim());
    if (chosen === undefined) return;
    event.preventDefault();
    if (chosen !== '') choose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') return enter(event);
    const next = stepTo(event.key, active, offered.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
  };
  const none = !isComplete && people.length === 0 && (isSearching ? texts.people.searching : texts.people.nobody);
  return { offered, active, none, choose, onKeyDown };
}
