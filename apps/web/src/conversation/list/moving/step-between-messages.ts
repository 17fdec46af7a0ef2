import type { KeyboardEvent } from 'react';
import { articleAt } from './list';

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/** Leads from the message that has the focus to the one above or below it, drawn as items of a list with their index. */
export function stepBetweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('article')) return;
  const at = Number(event.target.closest('li')?.dataset['index']) + step;
  event.preventDefault();
  articleAt(event.currentTarget, at)?.focus();
}
