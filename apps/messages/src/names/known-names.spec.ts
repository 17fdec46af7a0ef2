import type { Person } from '@app/common/contracts';
import { KnownNames } from './known-names';

const ANDREW: Person = { uuid: 'a', handle: 'andrew', displayName: 'Andrew' };
const BAYKO: Person = { uuid: 'b', handle: 'bayko', displayName: 'Bayko' };

describe('names of who becomes a member', () => {
  const known = new Map<string, Person>();
  const directory = new Map<string, Person>();
  const asked: string[] = [];
  const names = new KnownNames(
    {
      of: () => Promise.resolve(new Map(known)),
      begin: (person) => Promise.resolve(void known.set(person.uuid, known.get(person.uuid) ?? person)),
      correct: (person) => Promise.resolve(void known.set(person.uuid, person)),
    },
    {
      byHandle: (handle) => {
        asked.push(handle);
        return Promise.resolve(directory.get(handle));
      },
    },
  );

  beforeEach(() => {
    for (const each of [known, directory]) each.clear();
    asked.length = 0;
  });

  it('are asked for only of who is unknown', async () => {
    known.set('a', ANDREW);
    directory.set('bayko', BAYKO);
    await names.learn([ANDREW, BAYKO]);
    expect([asked, known.get('b')]).toEqual([['bayko'], BAYKO]);
  });

  it('are those that the directory has once they are written, so that no change is missed', async () => {
    directory.set('andrew', { ...ANDREW, displayName: 'Drew' });
    await names.learn([ANDREW]);
    expect(known.get('a')).toMatchObject({ displayName: 'Drew' });
  });

  it('stay where the handle is somebody else’s by now, or nobody’s', async () => {
    directory.set('andrew', { ...BAYKO, handle: 'andrew' });
    await names.learn([ANDREW, BAYKO]);
    expect([known.get('a'), known.get('b')]).toEqual([ANDREW, BAYKO]);
  });
});
