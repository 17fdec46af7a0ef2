import { Registry } from 'prom-client';
import type { Entry } from '@app/common/table';
import { standingsOfPairs } from '../../test/standings-on';
import { ChangesInMemory, type ChangesState } from '../../test/changes-in-memory';
import { everyMoment, type Ask, type Program } from '../../test/every-interleaving';
import { USUAL_CHANGES } from '../config/messages.config';
import { RevisionHeads } from '../conversations/revisions/revision-heads';
import { SendingMetrics } from '../sending/sending-metrics';
import { ChangeableMessages } from './changeable-messages';
import type { ChangedMessage } from './changed-message';
import { ChangesMetrics } from './changes-metrics';
import { ChangesQueue } from './changes-queue';
import { ChangingService } from './changing.service';
import { Reacting } from './reacting';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const GROUP = 'group';
const NOW = '2026-01-01T00:00:00.000Z';
const [ANDREW, BAYKO] = ['andrew', 'bayko'];

const anEntry = (number: number): Entry => ({
  message: {
    uuid: `m${number}`,
    groupUuid: GROUP,
    number,
    text: 'sent',
    sender: { uuid: ANDREW, handle: ANDREW, displayName: 'Andrew' },
    createdAt: NOW,
  },
  memberUuids: [ANDREW, BAYKO],
  editRevisions: [],
});

const aTable = (changes: Partial<ChangesState> = {}): ChangesState => ({
  memberUuids: [ANDREW, BAYKO],
  entries: [anEntry(1), anEntry(2)],
  revisions: [],
  reactors: {},
  conflicts: 0,
  lostAnswers: 0,
  ...changes,
});

/** A process that has just been started. */
function serviceOn(ask: Ask<ChangesState>): ChangingService {
  const store = new ChangesInMemory(ask);
  const messages = new ChangeableMessages(
    store,
    new RevisionHeads(store, standingsOfPairs),
    standingsOfPairs,
    new SendingMetrics(new Registry()),
    { allowSend: () => Promise.resolve() },
  );
  const rest = [
    new ChangesQueue(10_000),
    { now: () => new Date(NOW) },
    USUAL_CHANGES,
    new ChangesMetrics(new Registry()),
  ] as const;
  return new ChangingService(messages, new Reacting(store, messages, ...rest), ...rest);
}

/** Does each step at once, without conflicts and losses. */
function alone(state: ChangesState) {
  const steps = jest.fn();
  const ask: Ask<ChangesState> = (...possible) => {
    steps();
    return Promise.resolve(possible[0]!(state) as never);
  };
  return { service: serviceOn(ask), steps };
}

/** What holds at every moment, whoever has crashed wherever. */
function check({ entries, revisions, reactors }: ChangesState): void {
  expect(revisions.map(({ revision }) => revision)).toEqual(revisions.map((_, index) => index + 1));
  for (const { message, editRevisions } of entries) {
    const own = revisions.filter(({ number }) => number === message.number);
    expect(message.revision).toBe(own.at(-1)?.revision);
    const edits = own.filter(({ kind }) => kind === 'edited');
    expect(editRevisions).toEqual(edits.map(({ revision }) => revision));
    if (message.deletedAt === undefined) {
      const texts = ['sent', ...edits.map(({ texts }) => texts![1])];
      expect(edits.map(({ texts }) => texts![0])).toEqual(texts.slice(0, -1));
      expect(message.text).toBe(texts.at(-1));
      expect(message.reactions ?? {}).toEqual(countsOf(message.number, reactors));
    } else {
      expect(own.at(-1)!.kind).toBe('deleted');
      expect([message.text, ...edits.flatMap(({ texts }) => texts!)].join('')).toBe('');
    }
  }
}

function countsOf(number: number, reactors: ChangesState['reactors']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, { emojis }] of Object.entries(reactors)) {
    if (!name.startsWith(`${number} `)) continue;
    for (const emoji of emojis) counts[emoji] = (counts[emoji] ?? 0) + 1;
  }
  return counts;
}

type Change = (service: ChangingService) => Promise<ChangedMessage>;

const edit =
  (text: string, number = 1): Change =>
  (service) =>
    service.edit(GROUP, number, { userUuid: ANDREW, text });
const remove: Change = (service) => service.delete(GROUP, 1, { userUuid: ANDREW });
const react =
  (emoji: string, userUuid = BAYKO): Change =>
  (service) =>
    service.addReaction(GROUP, 1, emoji, userUuid);
const unreact =
  (emoji: string): Change =>
  (service) =>
    service.removeReaction(GROUP, 1, emoji, BAYKO);

/** What a process has heard. */
type Heard = { message: ChangedMessage['message'] } | { failed: string };

/** Changes of one process, all at once. */
const process =
  (...changes: Change[]): Program<ChangesState> =>
  (ask) => {
    const service = serviceOn(ask);
    return Promise.all(
      changes.map((change) =>
        change(service).then(
          ({ message }): Heard => ({ message }),
          (error: Error): Heard => ({ failed: error.message }),
        ),
      ),
    );
  };

describe('changes of several processes, in every interleaving and after every crash', () => {
  it.each<[string, ChangesState, Program<ChangesState>[]]>([
    ['two edits of a message', aTable({ conflicts: 1, lostAnswers: 1 }), [process(edit('a')), process(edit('b'))]],
    ['edits of two messages', aTable({ conflicts: 1 }), [process(edit('a')), process(edit('b', 2))]],
    ['edits and a deletion', aTable(), [process(edit('a')), process(edit('b')), process(remove)]],
    ['two deletions', aTable({ conflicts: 1, lostAnswers: 1 }), [process(remove), process(remove)]],
    [
      'reactions of two people, joined in one process',
      aTable({ conflicts: 1, lostAnswers: 1 }),
      [process(react('👍'), react('👍', ANDREW), react('🎉')), process(react('👍', ANDREW))],
    ],
    ['a reaction and its undoing', aTable({ conflicts: 1 }), [process(react('👍')), process(unreact('👍'))]],
    ['a reaction and a deletion', aTable({ lostAnswers: 1 }), [process(react('👍')), process(remove)]],
    ['a reaction and an edit', aTable({ lostAnswers: 1 }), [process(react('👍')), process(edit('a'))]],
  ])('are one after the other, each whole or not at all: %s', async (_what, table, programs) => {
    const moments = await everyMoment(table, programs, ({ state, results }) => {
      check(state);
      for (const heard of (results as (Heard[] | undefined)[]).flatMap((each) => each ?? [])) {
        if ('failed' in heard) expect(heard.failed).toMatch(/^(no answer|message_deleted)$/);
        else expect(heard.message.revision ?? 0).toBeLessThanOrEqual(state.revisions.length);
      }
      return Promise.resolve();
    });
    expect(moments).toBeGreaterThan(50);
  });

  it('change nothing when a request is repeated whose answer was lost', async () => {
    const scenes: Change[] = [edit('a'), remove, react('👍'), unreact('🎉')];
    const reacted = aTable();
    await alone(reacted).service.addReaction(GROUP, 1, '🎉', BAYKO);
    for (const change of scenes) {
      await everyMoment({ ...reacted, lostAnswers: 1 }, [process(change)], async ({ state, results }) => {
        if (results[0] === undefined) return;
        const later = structuredClone(state);
        const { message } = await change(alone(later).service);
        expect(later.revisions.length).toBe(2);
        expect(message).toEqual(later.entries[0]!.message);
        check(later);
      });
    }
  });
});

describe('changing', () => {
  it('asks as much for a conversation of others as for one in which nothing was changed, and takes no turn', async () => {
    const { service, steps } = alone(aTable());
    await edit('a')(service);
    steps.mockClear();
    const stranger = service.edit(GROUP, 1, { userUuid: 'stranger', text: 'x' });
    await expect(stranger).rejects.toMatchObject({ code: 'message_group_not_found' });
    expect(steps).toHaveBeenCalledTimes(1);
  });

  it('lets no stranger wait among those who change something, nor wait for them', async () => {
    const table = aTable();
    let isHolding = false;
    let release = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (release = resolve));
    const service = serviceOn(async (...possible) => {
      if (isHolding && possible.length > 1) await isHeld;
      return possible[0]!(table) as never;
    });
    await edit('a')(service);
    isHolding = true;
    const held = edit('b')(service);
    await new Promise(setImmediate);
    await expect(service.delete(GROUP, 1, { userUuid: 'stranger' })).rejects.toMatchObject({
      code: 'message_group_not_found',
    });
    release();
    expect((await held).message).toMatchObject({ text: 'b', revision: 2 });
  });

  it('goes on with the newest revision where another process has taken the one that it knows of', async () => {
    const table = aTable();
    const { service } = alone(table);
    await edit('a')(service);
    await edit('b', 2)(alone(table).service);
    expect((await edit('c')(service)).message).toMatchObject({ text: 'c', revision: 3 });
    check(table);
  });

  it('reads again where somebody has reacted between the entry and their reactions', async () => {
    const table = aTable();
    const elsewhere = alone(table).service;
    let reads = 0;
    const service = serviceOn(async (...possible) => {
      const answer = possible[0]!(table) as never;
      reads += 1;
      if (reads === 2) await react('👍')(elsewhere);
      return answer;
    });
    expect(await react('👍')(service)).toMatchObject({ message: { revision: 1 }, ownEmojis: ['👍'] });
    expect(table.revisions).toHaveLength(1);
  });
});

describe('every interleaving shows what is wrong', () => {
  it('with a reaction that is counted from what was read long before', async () => {
    const counting: Program<ChangesState> = async (ask) => {
      const store = new ChangesInMemory(ask);
      const before = (await store.entry(GROUP, 1))!;
      await ask((state) => {
        const { '👍': count = 0 } = before.message.reactions ?? {};
        const revision = state.revisions.length + 1;
        state.revisions.push({ revision, number: 1, kind: 'reacted' });
        state.reactors[`1 ${revision}`] = { userUuid: String(revision), emojis: ['👍'], revision };
        state.entries[0] = { ...before, message: { ...before.message, revision, reactions: { '👍': count + 1 } } };
      });
    };
    const look = everyMoment(aTable(), [counting, counting], ({ state }) => Promise.resolve(check(state)));
    await expect(look).rejects.toThrow();
  });
});
