import { type Dispatcher, request } from 'undici';
import type { LiveEvent, LiveEventName } from '@app/common/contracts';

type DataOf<Name extends LiveEventName> = Extract<LiveEvent, { event: Name }>['data'];

export interface EventReaderOptions {
  url: string;
  token: string;
  since?: string | undefined;
  /** Called with each event as it comes. */
  told?: (event: LiveEvent) => void;
}

/** One stream of `GET /api/events`, and all that it has told. */
export class EventReader {
  readonly events: (LiveEvent & { id: string })[] = [];
  isOpen = true;
  private text = '';

  private constructor(
    private readonly answer: Dispatcher.ResponseData,
    private readonly told: EventReaderOptions['told'],
  ) {
    answer.body.setEncoding('utf8');
    answer.body.on('data', (chunk: string) => this.take(chunk));
    answer.body.on('close', () => (this.isOpen = false));
    answer.body.on('error', () => (this.isOpen = false));
  }

  /** @throws Error where the answer is no stream. */
  static async open({ url, token, since, told }: EventReaderOptions): Promise<EventReader> {
    const headers = { authorization: `Bearer ${token}`, ...(since !== undefined && { 'last-event-id': since }) };
    const answer = await request(`${url}/api/events`, { headers, bodyTimeout: 0 });
    if (answer.statusCode === 200) return new EventReader(answer, told);
    throw new Error(`${answer.statusCode} ${await answer.body.text()}`);
  }

  get headers(): Dispatcher.ResponseData['headers'] {
    return this.answer.headers;
  }

  get cursor(): string | undefined {
    return this.events.at(-1)?.id;
  }

  of<Name extends LiveEventName>(name: Name): DataOf<Name>[] {
    return this.events.filter(({ event }) => event === name).map(({ data }) => data as DataOf<Name>);
  }

  /** The numbers of the messages that were told of a conversation, in their order. */
  numbersOf(groupUuid: string): number[] {
    return this.of('message')
      .filter((message) => message.message_group_uuid === groupUuid)
      .map(({ number }) => number);
  }

  /** Takes nothing any more from its connection. */
  pause(): void {
    this.answer.body.pause();
  }

  resume(): void {
    this.answer.body.resume();
  }

  close(): void {
    this.answer.body.destroy();
  }

  private take(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const [id, event, data] = [fields.get('id') ?? '', fields.get('event'), fields.get('data') ?? 'null'];
      const told = { id, event, data: JSON.parse(data) as unknown } as LiveEvent & { id: string };
      this.events.push(told);
      this.told?.(told);
    }
  }
}
