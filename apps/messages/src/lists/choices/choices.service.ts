import { Injectable } from '@nestjs/common';
import type { ArchiveRequest, MuteRequest, PresentedMessageGroup } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { Clock } from '../../conversations/clock';
import { ChoicesStore } from './choices.store';
import { ListsService } from '../rows/lists.service';
import { FOREVER } from '../rows/muting';
import { KnownConversations } from '../known/known-conversations';

/**
 * What a member chooses for a conversation, which nobody else learns.
 * @throws DomainError `message_group_not_found` for what is not in the member's list.
 */
@Injectable()
export class ChoicesService {
  constructor(
    private readonly choices: ChoicesStore,
    private readonly lists: ListsService,
    private readonly known: KnownConversations,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `until_malformed` for a time that has passed. */
  async mute(userUuid: string, groupUuid: string, { until }: MuteRequest): Promise<PresentedMessageGroup> {
    const row = await this.choices.mute(userUuid, groupUuid, until === undefined ? FOREVER : this.inFuture(until));
    return this.lists.presentOne(userUuid, row);
  }

  async unmute(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.presentOne(userUuid, await this.choices.unmute(userUuid, groupUuid));
  }

  /** Until a newer message comes than the one that is told, or than the list shows. */
  async archive(userUuid: string, groupUuid: string, { number }: ArchiveRequest): Promise<PresentedMessageGroup> {
    const upTo = number === undefined ? undefined : await this.known.atMostNewest(groupUuid, userUuid, number);
    return this.lists.presentOne(userUuid, await this.choices.archive(userUuid, groupUuid, upTo));
  }

  async unarchive(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.presentOne(userUuid, await this.choices.unarchive(userUuid, groupUuid));
  }

  async pin(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    const now = this.clock.now().toISOString();
    return this.lists.presentOne(userUuid, await this.choices.pin(userUuid, groupUuid, now));
  }

  async unpin(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.presentOne(userUuid, await this.choices.unpin(userUuid, groupUuid));
  }

  private inFuture(until: string): string {
    const time = new Date(until);
    if (time.getTime() <= this.clock.now().getTime()) throw new DomainError('until_malformed');
    return time.toISOString();
  }
}
