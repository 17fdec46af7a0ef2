import { DomainError } from '@app/common/errors';
import { StreamPlaces } from './stream-places';

describe('the places of streams', () => {
  const places = (): StreamPlaces => new StreamPlaces({ MAX_EVENT_STREAMS: 3, MAX_EVENT_STREAMS_PER_PERSON: 2 });

  it('are so many a person, and free again with the stream', () => {
    const taken = places();
    taken.take('andrew');
    taken.take('andrew');
    expect(() => taken.take('andrew')).toThrow(new DomainError('too_many_event_streams'));
    taken.free('andrew');
    taken.take('andrew');
    expect(taken.taken).toBe(2);
  });

  it('are so many in all, which is nobody’s doing', () => {
    const taken = places();
    for (const userUuid of ['andrew', 'bayko', 'londo']) taken.take(userUuid);
    expect(() => taken.take('altbrown')).toThrow(new DomainError('overloaded'));
    taken.free('andrew');
    taken.take('altbrown');
    expect(taken.taken).toBe(3);
  });

  it('are given to nobody any more once the gateway stops, and those who wait in one hear of it', () => {
    const taken = places();
    const heard = jest.fn();
    taken.closing.addEventListener('abort', heard);
    taken.close();
    expect(() => taken.take('andrew')).toThrow(new DomainError('overloaded'));
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
