/** A process of the local stack. */
export interface StackPart {
  name: string;
  /** `ok`, or why not. */
  state: string;
}

export const isReady = ({ state }: StackPart): boolean => state === 'ok';

/** @throws when the stack does not answer. */
export async function readStackParts(signal: AbortSignal): Promise<StackPart[]> {
  const answer = await fetch('stack-status.json', { signal });
  if (!answer.ok) throw new Error(`the stack was answered ${answer.status}`);
  const told: unknown = await answer.json();
  return Array.isArray(told) ? told.filter(isPart) : [];
}

const isPart = (told: unknown): told is StackPart => {
  const { name, state } = (told ?? {}) as Partial<StackPart>;
  return typeof name === 'string' && typeof state === 'string';
};
