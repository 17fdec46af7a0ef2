import { type RefObject, useEffect, useRef } from 'react';

/** Tells of a thing when what shows it comes into view, and of each that takes its place there. */
export function useSeen<Thing>(thing: Thing, onSeen: (thing: Thing) => void): RefObject<HTMLLIElement | null> {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!line.current) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onSeen(thing));
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [thing, onSeen]);
  return line;
}
