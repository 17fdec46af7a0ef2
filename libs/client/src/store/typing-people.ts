const TYPING_MS = 6_000;

/** Who is typing, in which conversation: nothing tells that somebody has stopped, so each is taken to type for a while. */
export class TypingPeople {
  private readonly until = new Map<string, Map<string, number>>();

  /** Who is typing now. */
  in(uuid: string): string[] {
    const now = Date.now();
    return [...(this.until.get(uuid) ?? [])].flatMap(([user, until]) => (until > now ? [user] : []));
  }

  begin(uuid: string, user: string): void {
    const known = this.until.get(uuid) ?? new Map<string, number>();
    this.until.set(uuid, known.set(user, Date.now() + TYPING_MS));
  }

  end(uuid: string, user: string): void {
    this.until.get(uuid)?.delete(user);
  }
}
