import { ChoicesService } from './choices.service';
import type { ChoicesStore } from './choices.store';
import type { KnownConversations } from '../known/known-conversations';
import type { ListsService } from '../rows/lists.service';

const NOW = '2026-01-01T12:00:00.000Z';

describe('what a member chooses', () => {
  const store = { mute: jest.fn(), archive: jest.fn(), pin: jest.fn() };
  const known: Pick<KnownConversations, 'atMostNewest'> = {
    atMostNewest: (_group, _member, number) => Promise.resolve(Math.min(number, 7)),
  };
  const choices = new ChoicesService(
    store as unknown as ChoicesStore,
    { presentOne: () => Promise.resolve({}) } as unknown as ListsService,
    known as KnownConversations,
    { now: () => new Date(NOW) },
  );
  beforeEach(() => jest.clearAllMocks());

  it.each([
    ['for ever', {}, 'forever'],
    ['until a time', { until: '2026-01-01T12:00:01Z' }, '2026-01-01T12:00:01.000Z'],
  ])('mutes %s', async (_how, request, until) => {
    await choices.mute('andrew', 'group', request);
    expect(store.mute).toHaveBeenCalledWith('andrew', 'group', until);
  });

  it.each([NOW, '2025-12-31T00:00:00Z'])('does not mute until %s, which is not in the future', async (until) => {
    await expect(choices.mute('andrew', 'group', { until })).rejects.toMatchObject({ code: 'until_malformed' });
    expect(store.mute).not.toHaveBeenCalled();
  });

  it.each([
    ['what the list shows', {}, undefined],
    ['up to a message', { number: 5 }, 5],
    ['up to the newest message at most', { number: 99 }, 7],
  ])('archives %s', async (_what, request, upTo) => {
    await choices.archive('andrew', 'group', request);
    expect(store.archive).toHaveBeenCalledWith('andrew', 'group', upTo);
  });

  it('pins from now on', async () => {
    await choices.pin('andrew', 'group');
    expect(store.pin).toHaveBeenCalledWith('andrew', 'group', NOW);
  });
});
