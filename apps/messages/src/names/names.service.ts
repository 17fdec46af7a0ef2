import { Injectable, Logger } from '@nestjs/common';
import { TOPICS, type CloudEvent, type USER_UPDATED, type UserState } from '@app/common/events';
import { processing } from '@app/common/tracing';
import { ConversationHeads } from '../conversations/conversation-heads';
import { type ConversationRef, type Names, NamesStore } from './names.store';

export type UserUpdated = CloudEvent<typeof USER_UPDATED, UserState>;

/** A user's new name appears wherever their conversations show it; messages keep the name under which they were sent. */
@Injectable()
export class NamesService {
  private readonly logger = new Logger(NamesService.name);

  constructor(
    private readonly store: NamesStore,
    private readonly heads: ConversationHeads,
  ) {}

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
    await this.updateConversations(namesIn(event.data));
    this.logOutcome(event, 'names updated');
  }

  private logOutcome({ id }: UserUpdated, msg: string): void {
    this.logger.debug({ msg, event_id: id });
  }

  private async updateConversations(names: Names): Promise<void> {
    for await (const page of this.store.conversationsOf(names.uuid)) {
      await Promise.all(page.map((conversation) => this.updateConversation(conversation, names)));
    }
  }

  private async updateConversation(conversation: ConversationRef, names: Names): Promise<void> {
    await Promise.all([this.store.setMember(conversation.groupUuid, names), this.store.setOther(conversation, names)]);
    this.heads.forget(conversation.groupUuid);
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
