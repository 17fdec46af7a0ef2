import { Injectable, Logger } from '@nestjs/common';
import { TOPICS, type CloudEvent, type USER_UPDATED, type UserState } from '@app/common/events';
import { processing } from '@app/common/tracing';
import { type Names, NamesStore } from './names.store';

export type UserUpdated = CloudEvent<typeof USER_UPDATED, UserState>;

/** A user's new name appears wherever their conversations show it; messages keep the name under which they were sent. */
@Injectable()
export class NamesService {
  private readonly logger = new Logger(NamesService.name);

  constructor(private readonly store: NamesStore) {}

  /** Of several versions of one user only the newest counts. @throws DomainError `service_unavailable`. */
  async update(events: UserUpdated[]): Promise<void> {
    const newest = newestByUser(events);
    await processing(events, TOPICS.users, async (onBehalfOf) => {
      for (const event of events) {
        await onBehalfOf(event, () => (newest.has(event) ? this.apply(event) : this.logOutcome(event, 'passed over')));
      }
    });
  }

  private async apply(event: UserUpdated): Promise<void> {
    const names = namesIn(event.data);
    await Promise.all([this.store.setKnown(names), this.updatePairs(names)]);
    this.logOutcome(event, 'names updated');
  }

  private logOutcome({ id }: UserUpdated, msg: string): void {
    this.logger.debug({ msg, event_id: id });
  }

  private async updatePairs(names: Names): Promise<void> {
    for await (const page of this.store.pairsOf(names.uuid)) {
      await Promise.all(
        page.flatMap((pair) => [this.store.setMember(pair.groupUuid, names), this.store.setInList(pair, names)]),
      );
    }
  }
}

function newestByUser(events: UserUpdated[]): Set<UserUpdated> {
  const newest = new Map<string, UserUpdated>();
  for (const event of events) {
    const { uuid, version } = event.data;
    if (version > (newest.get(uuid)?.data.version ?? 0)) newest.set(uuid, event);
  }
  return new Set(newest.values());
}

const namesIn = ({ uuid, handle, display_name, version }: UserState): Names => ({
  uuid,
  handle,
  displayName: display_name,
  version,
});
