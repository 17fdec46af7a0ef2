import { normalHandle } from '@app/common/contracts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import type { Erasure, ErasuresStore } from '../../../../users/src/admin/accounts';
import type { UsersStore } from '../../../../users/src/admin/users-store';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The erasure of whoever is meant, under way from now on. One that is under way comes before a user: somebody new may be called
 * as the one was who is half erased. By a uuid it is done once more where it was finished, as for a table that was restored.
 * @throws CliError where nobody is meant.
 */
export async function whoIsErased(who: string, users: UsersStore, journal: ErasuresStore): Promise<Erasure> {
  if (UUID.test(who)) return (await journal.of(who)) ?? begin(who, who, journal);
  const handle = normalHandle(who);
  const underWay = await journal.underWay(handle);
  if (underWay) return underWay;
  const person = await users.findByHandle(handle);
  if (!person) throw nobody(handle);
  return begin(person.uuid, handle, journal);
}

async function begin(userUuid: string, who: string, journal: ErasuresStore): Promise<Erasure> {
  const erasure = await journal.begin(userUuid);
  if (!erasure) throw nobody(who);
  return erasure;
}

const nobody = (who: string): CliError => new CliError(`nobody is called ${who}`, { exitCode: EXIT.notFound });
