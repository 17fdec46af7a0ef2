export interface AccessToken {
  token: string;
  /** In milliseconds since 1970. */
  expiresAt?: number | undefined;
}

/** Asked whenever another token is needed: at first, when the one before is about to expire, or was refused. */
export type AskForToken = () => string | AccessToken | Promise<string | AccessToken>;

/** A token may take this long to arrive. */
const LEEWAY_MS = 10_000;

/** Keeps the caller's token while it is good; calls that need another at the same time ask once. */
export class TokenKeeper {
  private kept: AccessToken | undefined;
  private asking: Promise<AccessToken> | undefined;

  constructor(private readonly ask: AskForToken) {}

  async token(): Promise<string> {
    const { kept } = this;
    if (kept && (kept.expiresAt === undefined || Date.now() < kept.expiresAt - LEEWAY_MS)) return kept.token;
    this.asking ??= this.another().finally(() => (this.asking = undefined));
    return (await this.asking).token;
  }

  /** Forgets a token that was refused, unless another has taken its place. */
  refused(token: string): void {
    if (this.kept?.token === token) this.kept = undefined;
  }

  private async another(): Promise<AccessToken> {
    const told = await this.ask();
    this.kept = typeof told === 'string' ? { token: told } : told;
    return this.kept;
  }
}
