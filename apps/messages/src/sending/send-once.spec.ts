import { everyMoment, type Ask, type Program, type Step } from '../../test/every-interleaving';
import { sendOnce, type Repeat, type SendOnceTable } from './send-once';

/** A conversation as the table holds it: whose message each number is, and which number each key tries. */
interface Conversation {
  messages: string[];
  keys: Record<string, number>;
  /** How often DynamoDB may still refuse a request, and do nothing, because of a transaction that is under way. */
  conflicts: number;
  /** How often an answer may still be lost, so that the client repeats a request that was carried out. */
  lostAnswers: number;
}

type Protocol = (table: SendOnceTable<number>, lastNumber: number, repeat: Repeat) => Promise<number>;

const OTHER = 'other';

const atOnce: Repeat = async (attempt) => {
  for (;;) {
    const result = await attempt();
    if (result !== 'contended') return result;
  }
};

/** What may become of a request to DynamoDB. */
function requested(step: Step<Conversation>): Step<Conversation>[] {
  const repeated: Step<Conversation> = (state) => {
    if (state.lostAnswers > 0) {
      state.lostAnswers -= 1;
      step(state);
    }
    return step(state);
  };
  const refused: Step<Conversation> = (state) => {
    if (state.conflicts === 0) return step(state);
    state.conflicts -= 1;
    return 'contended';
  };
  return [step, repeated, refused];
}

const put =
  (owner: string, number: number): Step<Conversation> =>
  ({ messages }) => {
    messages[number - 1] ??= owner;
    return messages[number - 1] === owner ? { sent: number } : 'taken';
  };

const moveOn =
  (key: string, from: number, to: number): Step<Conversation> =>
  ({ keys }) => {
    if (keys[key] === from) keys[key] = to;
    return keys[key];
  };

const tableOf = (key: string, ask: Ask<Conversation>): SendOnceTable<number> => ({
  lastNumber: () => ask(({ messages }) => messages.length),
  claim: (number) => ask(...requested(({ keys }) => (keys[key] ??= number))),
  moveOn: (from, to) => ask(...requested(moveOn(key, from, to))),
  put: (number) => ask(...requested(put(key, number))),
});

/** An attempt in a process that may remember any message as the newest. */
const attempt =
  (key: string, protocol: Protocol): Program<Conversation> =>
  async (ask) => {
    const remembered = await ask<number>(
      ({ messages }) => messages.length,
      ({ messages }) => Math.max(1, messages.length - 1),
      () => 1,
    );
    return protocol(tableOf(key, ask), remembered, atOnce);
  };

/** An attempt at the first message of a pair, whose transaction keeps the key too. */
const start =
  (key: string): Program<Conversation> =>
  async (ask) => {
    const number = await ask<number | undefined>(({ messages, keys }) => {
      if (messages.length > 0) return undefined;
      messages.push(key);
      return (keys[key] = 1);
    });
    return number ?? attempt(key, sendOnce)(ask);
  };

/** Somebody who writes without a key. */
const writes =
  (count: number): Program<Conversation> =>
  async (ask) => {
    for (let i = 0; i < count; i += 1) await ask(({ messages }) => void messages.push(OTHER));
  };

function check({ messages }: Conversation, key: string, answers: (number | undefined)[]): void {
  if (Object.keys(messages).length < messages.length) throw new Error('a gap');
  if (messages.filter((owner) => owner === key).length > 1) throw new Error('a double');
  for (const number of answers) {
    if (number !== undefined && messages[number - 1] !== key) throw new Error('the answer of another message');
  }
}

/** Whatever has crashed by now: one more attempt, years later. */
async function attemptLater(state: Conversation, key: string, protocol: Protocol): Promise<void> {
  const later = structuredClone(state);
  const alone: Ask<Conversation> = (step) => Promise.resolve(step(later) as never);
  if (later.messages.length === 0) return;
  check(later, key, [await protocol(tableOf(key, alone), later.messages.length, atOnce)]);
}

interface Scene extends Partial<Conversation> {
  /** The keys of the attempts to send into the conversation. */
  sends: string[];
  /** The keys of the attempts to start it. */
  starts?: string[];
  /** How many messages each of those writes who have no key. */
  writers?: number[];
}

/** Holds every moment of every interleaving against the promise. @returns how many moments there are. */
function explore({ sends, starts = [], writers = [], ...conversation }: Scene, protocol: Protocol = sendOnce) {
  const keys = [...sends, ...starts];
  const programs = [...sends.map((key) => attempt(key, protocol)), ...starts.map(start), ...writers.map(writes)];
  const state = { messages: [OTHER], keys: {}, conflicts: 1, lostAnswers: 1, ...conversation };
  return everyMoment(state, programs, async ({ state, results }) => {
    for (const key of new Set(keys)) {
      const answers = keys.map((each, index) => (each === key ? (results[index] as number | undefined) : undefined));
      check(state, key, answers);
      await attemptLater(state, key, protocol);
    }
  });
}

describe('a send with a key is stored once, without a gap, in every interleaving and after every crash', () => {
  it.each<[string, Scene]>([
    ['of three attempts at once', { sends: ['a', 'a', 'a'] }],
    ['of two attempts while somebody writes twice', { sends: ['a', 'a'], writers: [2] }],
    ['of three attempts while somebody writes', { sends: ['a', 'a', 'a'], writers: [1], conflicts: 0, lostAnswers: 0 }],
    ['of attempts with two keys', { sends: ['a', 'a', 'b'], conflicts: 0, lostAnswers: 0 }],
    [
      'of attempts at a number that went to another message',
      { sends: ['a', 'a'], writers: [1], messages: [OTHER, OTHER], keys: { a: 2 }, conflicts: 0 },
    ],
    [
      'of attempts at what was sent long ago',
      { sends: ['a', 'a'], writers: [1], messages: [OTHER, 'a', OTHER], keys: { a: 2 } },
    ],
    ['of attempts to start a conversation', { sends: [], starts: ['a', 'a', 'b'], messages: [] }],
  ])('%s', async (_scene, scene) => {
    expect(await explore(scene)).toBeGreaterThan(100);
  });
});

describe('every interleaving shows what is wrong', () => {
  const messageFirst: Protocol = async (table, lastNumber, repeat) => {
    const { sent } = await repeat(async () => {
      const outcome = await table.put((await table.lastNumber()) + 1);
      return outcome === 'taken' ? 'contended' : outcome;
    });
    return repeat(() => table.claim(sent));
  };

  const neverMovingOn: Protocol = async (table, lastNumber, repeat) => {
    const number = await repeat(() => table.claim(lastNumber + 1));
    await repeat(() => table.put(number));
    return number;
  };

  const movingOnUnsaid: Protocol = async (table, lastNumber, repeat) => {
    let number = await repeat(() => table.claim(lastNumber + 1));
    for (;;) {
      const outcome = await repeat(() => table.put(number));
      if (outcome !== 'taken') return outcome.sent;
      number = (await table.lastNumber()) + 1;
    }
  };

  const movingOnFromConflict: Protocol = async (table, lastNumber, repeat) => {
    let number = await repeat(() => table.claim(lastNumber + 1));
    for (;;) {
      const outcome = await table.put(number);
      if (typeof outcome === 'object') return outcome.sent;
      const next = (await table.lastNumber()) + 1;
      number = await repeat(() => table.moveOn(number, next));
    }
  };

  it.each<[string, Protocol, string]>([
    ['with a message that is written before its key', messageFirst, 'a double'],
    ['with a key that never moves on', neverMovingOn, 'the answer of another message'],
    ['with a key that does not say that it moved on', movingOnUnsaid, 'a double'],
    ['with a key that moves on from a number that may be its own', movingOnFromConflict, 'a double'],
  ])('%s', async (_what, protocol, fault) => {
    await expect(explore({ sends: ['a', 'a'], writers: [1] }, protocol)).rejects.toThrow(fault);
  });
});
