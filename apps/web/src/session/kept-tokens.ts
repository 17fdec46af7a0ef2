export interface Tokens {
  access: string;
  refresh: string;
  /** In milliseconds since 1970. */
  expiresAt: number;
}

const NAME = 'cruddur tokens';

/** Tokens outlive that the page is loaded again, and no longer than its tab. */
export const keepTokens = (tokens: Tokens): void => sessionStorage.setItem(NAME, JSON.stringify(tokens));

export const forgetTokens = (): void => sessionStorage.removeItem(NAME);

export function keptTokens(): Tokens | undefined {
  const kept = sessionStorage.getItem(NAME);
  return kept === null ? undefined : (JSON.parse(kept) as Tokens);
}
