import { Injectable } from '@nestjs/common';
import type { ListRequestsQuery, MessageGroupPage, PresentedMessageGroup } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ListsService } from '../lists/rows/lists.service';
import { RequestsStore } from './requests.store';

/**
 * Conversations that somebody new has begun, and that wait until their recipient accepts them. What was declined is shown nowhere,
 * and who has sent it hears nothing of it.
 */
@Injectable()
export class RequestsService {
  constructor(
    private readonly store: RequestsStore,
    private readonly lists: ListsService,
  ) {}

  /** Paged as the list of conversations is. */
  page(userUuid: string, query: ListRequestsQuery): Promise<MessageGroupPage> {
    return this.lists.requests(userUuid, query);
  }

  /** Also what was declined; what does not wait stays as it is. @throws DomainError `message_request_not_found`. */
  async accept(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.presentOne(userUuid, found(await this.store.accept(userUuid, groupUuid)));
  }

  /** @throws DomainError `message_request_not_found`, also for a conversation that was accepted. */
  async decline(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.presentOne(userUuid, found(await this.store.decline(userUuid, groupUuid)));
  }
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new DomainError('message_request_not_found');
  return row;
}
