import type { Person } from '@app/common/contracts';

export interface ShortUser {
  uuid: string;
  handle: string;
  display_name: string;
}

export const presentShortUser = (person: Person): ShortUser => ({
  uuid: person.uuid,
  handle: person.handle,
  display_name: person.displayName,
});
