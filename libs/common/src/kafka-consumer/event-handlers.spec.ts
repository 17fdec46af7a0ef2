import { Controller } from '@nestjs/common';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import type { MessageHandler } from '@nestjs/microservices';
import { z } from 'zod';
import type { CloudEvent } from '@app/common/events';
import { EventHandlers } from './event-handlers';
import { TakesEvents } from './takes-events';

const TOPIC = 'things';
const MADE = { 'thing.made': z.object({ size: z.number() }) };
const LOST = { 'thing.lost': z.object({ where: z.string() }) };

type Made = CloudEvent<'thing.made', { size: number }>;
type Lost = CloudEvent<'thing.lost', { where: string }>;

const taken: string[] = [];
const note = (method: string, events: CloudEvent[]): Promise<void> =>
  Promise.resolve(void taken.push(`${method} ${events.map(({ id }) => id).join()}`));

@Controller()
class ThingsConsumer {
  @TakesEvents(TOPIC, MADE, { keyOf: ({ data }) => `size ${data.size}`, intervalMs: () => 250 })
  make(events: Made[]): Promise<void> {
    return note('make', events);
  }

  @TakesEvents(TOPIC, LOST)
  lose(events: Lost[]): Promise<void> {
    return note('lose', events);
  }

  // @ts-expect-error: the schemas say that a lost thing has a place, and no size
  @TakesEvents(TOPIC, LOST)
  expectAnother(events: Made[]): Promise<void> {
    return note('expectAnother', events);
  }
}

/** As Nest hands them to a transport. */
const handlersOf = (...names: ('make' | 'lose')[]): MessageHandler[] => {
  const consumer = new ThingsConsumer();
  return names.map((name) => {
    const method: unknown = Object.getOwnPropertyDescriptor(ThingsConsumer.prototype, name)?.value;
    const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method as object) as Record<string, unknown>;
    return Object.assign((events: Made[] & Lost[]) => consumer[name](events), { extras });
  });
};

const event = (id: string, type: string, data: object): CloudEvent => ({
  id,
  source: 'test',
  type,
  time: '2026-01-01T00:00:00Z',
  subject: `thing ${id}`,
  data,
});
const made = (id: string): CloudEvent => event(id, 'thing.made', { size: 3 });
const lost = (id: string): CloudEvent => event(id, 'thing.lost', { where: 'here' });

describe('methods that take events', () => {
  const handlers = new EventHandlers(handlersOf('make', 'lose'));

  beforeEach(() => {
    taken.length = 0;
  });

  it('are handed their own kinds, in the order of the events', async () => {
    await handlers.handle(TOPIC, [made('1'), made('2'), lost('3'), made('4')]);
    expect(taken).toEqual(['make 1,2', 'lose 3', 'make 4']);
  });

  it('name each topic once, with the shapes of all kinds', () => {
    expect(handlers.topics).toEqual([TOPIC]);
    expect(handlers.schemasOf(TOPIC)).toEqual({ ...MADE, ...LOST });
    expect(handlers.schemasOf('others')).toEqual({});
  });

  it('let events wait for each other as their own method says', () => {
    const joining = handlers.joiningOf(TOPIC)!;
    expect([joining.keyOf(made('1')), joining.intervalMs(made('1'))]).toEqual(['size 3', 250]);
    expect([joining.keyOf(lost('1')), joining.intervalMs(lost('1'))]).toEqual(['thing 1', 0]);
    expect(new EventHandlers(handlersOf('lose')).joiningOf(TOPIC)).toBeUndefined();
  });

  it('are refused where they do not say what they take', () => {
    expect(() => new EventHandlers([() => Promise.resolve()])).toThrow('without @TakesEvents');
  });
});
