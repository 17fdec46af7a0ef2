import { DomainError } from '@app/common/errors';
import type { Entry, Reactor } from '@app/common/table';
import type { ReactionChange } from '../conversations/revisions/revision';
import { planReactions } from './plan-reactions';

const KINDS = Array.from({ length: 20 }, (_, i) => `kind ${i}`);

const anEntry = (reactions?: Record<string, number>): Entry => ({
  message: {
    uuid: 'm',
    groupUuid: 'g',
    number: 1,
    text: 'x',
    sender: { uuid: 'a', handle: 'a', displayName: 'A' },
    createdAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    ...(reactions && { reactions }),
  },
  memberUuids: ['a', 'b', 'c'],
  editRevisions: [],
});
const reactor = (userUuid: string, ...emojis: string[]): Reactor => ({ userUuid, emojis, revision: 1 });
const adds = (userUuid: string, emoji: string): ReactionChange => ({ userUuid, emoji, added: true });
const removes = (userUuid: string, emoji: string): ReactionChange => ({ userUuid, emoji, added: false });
type Rules = Parameters<typeof planReactions<ReactionChange>>[3];
const all: Rules = { refusalOf: () => undefined, areOn: true };

const plan = (entry: Entry, reactors: Reactor[], reactions: ReactionChange[], rules = all) =>
  planReactions(entry, reactors, reactions, rules);

describe('reactions that are one revision', () => {
  it('are counted one after the other', () => {
    const reactions = [adds('b', '👍'), adds('c', '👍'), adds('b', '👍'), removes('c', '🎉'), adds('c', '🦊')];
    const planned = plan(anEntry({ '👍': 1, '🎉': 1 }), [reactor('b'), reactor('c', '🎉')], reactions);
    expect(planned.outcomes).toEqual(['changed', 'changed', 'repeated', 'changed', 'changed']);
    expect(planned.revision).toEqual({
      userUuid: 'b',
      change: {
        kind: 'reacted',
        reactions: { '👍': 3, '🦊': 1 },
        changes: [adds('b', '👍'), adds('c', '👍'), adds('c', '🦊'), removes('c', '🎉')],
      },
      reactors: [
        { before: reactor('b'), emojis: ['👍'] },
        { before: reactor('c', '🎉'), emojis: ['👍', '🦊'] },
      ],
    });
    expect([planned.emojisOf('b'), planned.emojisOf('c')]).toEqual([['👍'], ['👍', '🦊']]);
  });

  it('are none where nothing is left of them', () => {
    const reactions = [adds('b', '👍'), removes('b', '👍'), removes('c', '🎉'), adds('c', '🎉')];
    const planned = plan(anEntry({ '🎉': 1 }), [reactor('b'), reactor('c', '🎉')], reactions);
    expect(planned.outcomes).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect(planned.revision).toBeUndefined();
  });

  it('change nothing of whom they leave as they were', () => {
    const planned = plan(
      anEntry(),
      [reactor('b'), reactor('c')],
      [adds('b', '👍'), adds('c', '👍'), removes('b', '👍')],
    );
    expect(planned.revision).toMatchObject({ userUuid: 'c', reactors: [{ before: { userUuid: 'c' } }] });
  });

  it('are of 20 kinds at each moment, and who comes too much is refused alone', () => {
    const full = Object.fromEntries(KINDS.map((kind) => [kind, 1]));
    const reactions = [adds('b', '21st'), adds('b', KINDS[0]!), removes('c', KINDS[1]!), adds('b', '21st')];
    const planned = plan(anEntry(full), [reactor('b'), reactor('c', ...KINDS)], reactions);
    expect(planned.outcomes).toEqual([new DomainError('reactions_exceed_20'), 'changed', 'changed', 'changed']);
    expect(planned.emojisOf('b')).toEqual([KINDS[0], '21st']);
  });

  it('are refused to whom the rules refuse them, even where nothing would change', () => {
    const refusal = new DomainError('message_group_not_found');
    const rules = { ...all, refusalOf: ({ userUuid }: ReactionChange) => (userUuid === 'b' ? refusal : undefined) };
    const reactions = [adds('b', '🎉'), adds('b', '👍'), adds('c', '👍')];
    const planned = plan(anEntry({ '🎉': 1 }), [reactor('b', '🎉'), reactor('c')], reactions, rules);
    expect(planned.outcomes).toEqual([refusal, refusal, 'changed']);
    expect(planned.revision?.change).toMatchObject({ reactions: { '🎉': 1, '👍': 1 } });
  });

  it('are refused where they are off, unless nothing would change', () => {
    const reactions = [adds('b', '🎉'), removes('b', '👍'), removes('b', '🎉'), adds('b', '👍')];
    const planned = plan(anEntry({ '🎉': 1 }), [reactor('b', '🎉')], reactions, { ...all, areOn: false });
    const off = new DomainError('message_changes_off');
    expect(planned.outcomes).toEqual(['repeated', 'repeated', off, off]);
    expect(planned.revision).toBeUndefined();
  });
});
