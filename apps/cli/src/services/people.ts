import { normalHandle, type Person } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { createUsersStore } from '../../../users/src/admin/users-store';
import { withDatabase } from '../../../users/src/admin/with-database';
import type { Target } from '../where/target';
import { withPostgres } from './postgres';

/** The people with these handles, in the same order. @throws CliError naming a handle that nobody has. */
export const peopleOf = (target: Target, handles: string[]): Promise<Person[]> =>
  withPostgres(target, (url) =>
    withDatabase(url, async (database) => {
      const users = createUsersStore(database);
      const people: Person[] = [];
      for (const handle of handles.map(normalHandle))
        people.push(requirePerson(await users.findByHandle(handle), handle));
      return people;
    }),
  );

function requirePerson(person: Person | undefined, handle: string): Person {
  if (!person) throw new CliError(`nobody has the handle ${handle}`, { exitCode: EXIT.notFound });
  return person;
}
