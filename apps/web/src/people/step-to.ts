/** Where an arrow leads in a list, round its ends; undefined for other keys, and where there is nothing. */
export function stepTo(key: string, place: number, length: number): number | undefined {
  if (length === 0) return undefined;
  if (key === 'ArrowDown') return (place + 1) % length;
  if (key === 'ArrowUp') return (Math.max(place, 0) - 1 + length) % length;
  return undefined;
}
