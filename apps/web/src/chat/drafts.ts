/** What one person has begun to write, by conversation: it outlives the page, until it is sent or they sign out. */
export class Drafts {
  private readonly prefix: string;

  constructor(
    private readonly storage: Storage,
    personUuid: string,
  ) {
    this.prefix = `draft of ${personUuid} in `;
  }

  in(groupUuid: string): string {
    return this.storage.getItem(this.prefix + groupUuid) ?? '';
  }

  keep(groupUuid: string, text: string): void {
    if (text.trim() === '') return this.storage.removeItem(this.prefix + groupUuid);
    try {
      this.storage.setItem(this.prefix + groupUuid, text);
    } catch {
      // A storage that is full keeps what it has; the text is still in its field.
    }
  }

  forgetAll(): void {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at));
    for (const key of keys) if (key?.startsWith(this.prefix)) this.storage.removeItem(key);
  }
}
