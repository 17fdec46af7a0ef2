import type { KeyboardEvent } from 'react';

type Step = (place: number, length: number) => number;

const STEPS: Record<string, Step> = {
  ArrowDown: (place, length) => Math.min(place + 1, length - 1),
  ArrowUp: (place) => Math.max(place - 1, 0),
  Home: () => 0,
  End: (_place, length) => length - 1,
};

/** Arrows lead from link to link of a list. */
export function moveWithin(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const place = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[step(place, links.length)]?.focus();
}
