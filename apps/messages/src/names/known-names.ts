import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { Lanes } from '@app/common/patience';
import { UserDirectory } from './user-directory';
import { KnownNamesStore } from './known-names.store';

const AT_ONCE = 16;

/** Sees to it that groups know the names of their members, before they are members. */
@Injectable()
export class KnownNames {
  private readonly lanes = new Lanes(AT_ONCE);

  constructor(
    @Inject(KnownNamesStore) private readonly store: Pick<KnownNamesStore, 'of' | 'begin' | 'correct'>,
    private readonly users: UserDirectory,
  ) {}

  /**
   * The directory is asked again behind the first writing: what it did not know by then, an event tells later, and finds the
   * names to be changed.
   */
  async learn(people: readonly Person[]): Promise<void> {
    const known = await this.store.of(people.map(({ uuid }) => uuid));
    const unknown = people.filter(({ uuid }) => !known.has(uuid));
    await this.lanes.each(unknown, async (person) => {
      await this.store.begin(person);
      const present = await this.users.byHandle(person.handle);
      if (present?.uuid === person.uuid && differ(present, person)) await this.store.correct(present);
    });
  }
}

const differ = (one: Person, other: Person): boolean =>
  one.handle !== other.handle || one.displayName !== other.displayName;
