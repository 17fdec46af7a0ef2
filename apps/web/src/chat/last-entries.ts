import type { Api, MessageGroup, SentMessage } from '@cruddur/client';

/** Who wrote the last message of a conversation, and what it says of a group: the list does not tell. */
export class LastEntries {
  private readonly known = new Map<string, SentMessage>();
  private readonly asked = new Map<string, number>();
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Pick<Api, 'readMessage'>,
    private readonly tell: () => void,
  ) {}

  /** Undefined until it is known. */
  of({ uuid, last_number }: MessageGroup): SentMessage | undefined {
    const entry = this.known.get(uuid);
    return entry?.number === last_number ? entry : undefined;
  }

  know(entry: SentMessage): void {
    const { message_group_uuid: uuid, number } = entry;
    if (number >= (this.known.get(uuid)?.number ?? 0)) this.known.set(uuid, entry);
  }

  /** Asks for what is not known, once and one at a time: the list is good without. */
  ask(group: MessageGroup): void {
    const { uuid, last_number: number } = group;
    if (this.of(group) || this.asked.get(uuid) === number) return;
    this.asked.set(uuid, number);
    this.waiting = this.waiting.then(async () => {
      const answer = await this.client.readMessage({ message_group_uuid: uuid, number }).catch(() => undefined);
      if (!answer) return void this.asked.delete(uuid);
      this.know(answer.body);
      this.tell();
    });
  }
}
