import { type Dispatcher, request } from 'undici';
import type { LiveEvent, LiveEventName } from '@app/common/contracts';
import { DocumentedEvents } from './contract/documented-events';

type DataOf<Name extends LiveEventName> = Extract<LiveEvent, { event: Name }>['data'];

export interface EventReaderOptions {
  url: string;
  token: string;
  since?: string | undefined;
  /** Called with each event as it comes. */
  told?: (event: LiveEvent) => void;
  /** Not where it would slow down what is measured. */
  isChecked?: boolean;
}

type ToldEvent = LiveEvent & { id: string };

/** Made once it is needed. */
let documented: DocumentedEvents | undefined;

/** One stream of `GET /api/events`, and all that it has told. An event that is not as docs/asyncapi.yaml says is an error. */
export class EventReader {
  isOpen = true;
  private readonly taken: ToldEvent[] = [];
  private readonly deviations: string[] = [];
  private text = '';

  private constructor(
    private readonly answer: Dispatcher.ResponseData,
    private readonly told: EventReaderOptions['told'],
    private readonly isChecked: boolean,
  ) {
    answer.body.setEncoding('utf8');
    answer.body.on('data', (chunk: string) => this.take(chunk));
    answer.body.on('close', () => (this.isOpen = false));
    answer.body.on('error', () => (this.isOpen = false));
  }

  /** @throws Error where the answer is no stream. */
  static async open({ url, token, since, told, isChecked = true }: EventReaderOptions): Promise<EventReader> {
    const headers = { authorization: `Bearer ${token}`, ...(since !== undefined && { 'last-event-id': since }) };
    const answer = await request(`${url}/api/events`, { headers, bodyTimeout: 0 });
    if (answer.statusCode === 200) return new EventReader(answer, told, isChecked);
    throw new Error(`${answer.statusCode} ${await answer.body.text()}`);
  }

  get headers(): Dispatcher.ResponseData['headers'] {
    return this.answer.headers;
  }

  /** @throws Error where one of them is not documented. */
  get events(): readonly ToldEvent[] {
    this.requireDocumented();
    return this.taken;
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

  /** @throws Error as `events`. */
  close(): void {
    this.answer.body.destroy();
    this.requireDocumented();
  }

  private requireDocumented(): void {
    if (this.deviations.length > 0) throw new Error(`not as documented: ${this.deviations.join('; ')}`);
  }

  private take(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const { data: text = 'null', ...fields } = fieldsOf(block);
      const data: unknown = JSON.parse(text);
      const deviation = this.isChecked ? (documented ??= new DocumentedEvents()).deviation(fields, data) : undefined;
      if (deviation !== undefined) this.deviations.push(deviation);
      const told = { id: fields['id'] ?? '', event: fields['event'], data } as ToldEvent;
      this.taken.push(told);
      this.told?.(told);
    }
  }
}

const fieldsOf = (block: string): Record<string, string> =>
  Object.fromEntries(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
