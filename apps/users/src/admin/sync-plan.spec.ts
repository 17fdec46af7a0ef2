import type { LinkedUser } from '../directory/pool-links.store';
import type { PoolEntry } from './pool-pages';
import { planSync } from './sync-plan';

const user = (handle: string, cognitoUserId: string | null = null): LinkedUser => ({
  uuid: `uuid-${handle}`,
  handle,
  cognitoUserId,
});

const entry = (sub: string, handle?: string): PoolEntry => ({
  sub,
  ...(handle !== undefined && { handle }),
  status: 'CONFIRMED',
  createdAt: '2026-01-01T00:00:00.000Z',
});

const NOTHING = { updated: [], unchanged: [], poolOnly: [], usersOnly: [], conflicts: [] };

describe('The plan of a sync', () => {
  it('is empty where there is nobody', () => {
    expect(planSync([], [])).toEqual(NOTHING);
  });

  it('links a user to the pool’s user of their handle, whatever its case', () => {
    expect(planSync([entry('s1', 'Londo')], [user('londo')])).toEqual({
      ...NOTHING,
      updated: [{ ...user('londo'), newCognitoUserId: 's1' }],
    });
  });

  it.each([
    ['another composition', 'Jose\u0301', 'josé'],
    ['another case of another script', 'ΝΊΚΟΣ', 'Νίκος'],
    ['an @ and blanks', ' @londo', 'londo'],
    ['what may not stand in a handle', 'lon do', 'londo'],
  ])('links a user whose handle has %s in the pool', (_, inPool, handle) => {
    expect(planSync([entry('s1', inPool)], [user(handle)]).updated).toMatchObject([{ handle, newCognitoUserId: 's1' }]);
  });

  it('links neither of two users who share a handle but for its spelling', () => {
    const twins = [user('José'), user('Jose\u0301')];

    expect(planSync([entry('s1', 'José')], twins)).toEqual({
      ...NOTHING,
      conflicts: twins.map((twin) => ({ user: twin, reason: 'handle_shared', claimants: [entry('s1', 'José')] })),
    });
  });

  it('replaces the id of a user when the pool no longer has that id', () => {
    expect(planSync([entry('s2', 'londo')], [user('londo', 'lost')])).toEqual({
      ...NOTHING,
      updated: [{ ...user('londo', 'lost'), newCognitoUserId: 's2' }],
    });
  });

  it('leaves a user who is linked, also when their handle in the pool has changed', () => {
    const users = [user('londo', 's1'), user('vir', 's2')];

    expect(planSync([entry('s1', 'londo'), entry('s2', 'virini')], users)).toEqual({ ...NOTHING, unchanged: users });
  });

  it('names who is only in the pool, and who is only here', () => {
    const entries = [entry('s1', 'kosh'), entry('s2')];

    expect(planSync(entries, [user('londo'), user('vir', 'lost')])).toEqual({
      ...NOTHING,
      poolOnly: entries,
      usersOnly: [user('londo'), user('vir', 'lost')],
    });
  });

  it('does not let somebody take a linked user’s place by taking their handle in the pool', () => {
    const imposter = entry('s2', 'LONDO');

    expect(planSync([entry('s1', 'londo'), imposter], [user('londo', 's1')])).toEqual({
      ...NOTHING,
      unchanged: [user('londo', 's1')],
      poolOnly: [imposter],
    });
  });

  it.each([
    [
      'handle_of_several',
      'several in the pool have a user’s handle',
      [entry('s1', 'londo'), entry('s2', 'Londo')],
      [user('londo')],
      user('londo'),
      [entry('s1', 'londo'), entry('s2', 'Londo')],
    ],
    [
      'id_of_another_user',
      'the pool’s user of a handle is linked to another user',
      [entry('s1', 'londo')],
      [user('vir', 's1'), user('londo')],
      user('londo'),
      [entry('s1', 'londo')],
    ],
    [
      'linked_to_another_id',
      'a user is linked to somebody else who is still in the pool',
      [entry('s1', 'londo'), entry('s2', 'centauri')],
      [user('londo', 's2')],
      user('londo', 's2'),
      [entry('s1', 'londo')],
    ],
  ])('meets the conflict %s where %s', (reason, _, entries, users, who, claimants) => {
    const plan = planSync(entries, users);

    expect(plan.conflicts).toEqual([{ user: who, reason, claimants }]);
    expect(plan.updated).toEqual([]);
    expect(plan.poolOnly).toEqual([]);
  });

  it('sorts everybody into exactly one place, and is done after one run', () => {
    const entries = [entry('s1', 'a'), entry('s2', 'b'), entry('s3', 'c'), entry('s4', 'c'), entry('s5')];
    const users = [user('a'), user('b', 's2'), user('c'), user('d')];
    const plan = planSync(entries, users);
    const linked = users.map((each) => ({
      ...each,
      cognitoUserId: plan.updated.find(({ uuid }) => uuid === each.uuid)?.newCognitoUserId ?? each.cognitoUserId,
    }));

    expect([plan.updated, plan.unchanged, plan.usersOnly, plan.conflicts].map((list) => list.length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(planSync(entries, linked)).toMatchObject({ updated: [], unchanged: [{ handle: 'a' }, { handle: 'b' }] });
  });
});
