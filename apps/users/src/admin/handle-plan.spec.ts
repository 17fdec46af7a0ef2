import { planHandles } from './handle-plan';
import type { PoolEntry } from './pool-pages';

const entry = (sub: string, handle?: string): PoolEntry => ({
  ...{ sub, status: 'CONFIRMED', createdAt: '' },
  ...(handle !== undefined && { handle }),
});
const user = (handle: string, cognitoUserId: string | null) => ({ uuid: handle, handle, cognitoUserId });

describe('the handles that the pool has for users', () => {
  it('are theirs by the id that links them, in the spelling of the pool', () => {
    const users = [user('aenne', 'a'), user('bayko', 'b'), user('vir', 'v'), user('nobody', null)];

    const plan = planHandles(
      [entry('a', 'A\u0308nne'), entry('b', 'bayko'), entry('v', 'Vir'), entry('x', 'nobody')],
      users,
    );

    expect(plan.changed).toEqual([
      { ...users[0], newHandle: 'Änne' },
      { ...users[2], newHandle: 'Vir' },
    ]);
    expect(plan).toMatchObject({ unusable: [], unchanged: 2 });
  });

  it('change nobody whom the pool calls nothing, or what nobody can be called', () => {
    const users = [user('aenne', 'a'), user('bayko', 'b'), user('vir', 'v')];

    const plan = planHandles([entry('a'), entry('b', 'an drew'), entry('v', '')], users);

    expect(plan).toEqual({ changed: [], unusable: [users[1]], unchanged: 2 });
  });
});
