import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  livePaths,
  liveRow,
  type LiveRow,
  liveRows,
  MAX_PAGE,
  memberUuids,
  messagesPaths,
  presentedChanges,
  type PresentedChanges,
  presentedReceipt,
  type PresentedReceipt,
  presentedSentMessage,
  type PresentedSentMessage,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { ServiceConnections } from '../../services/service-connections';
import type { LiveConversations } from './live-conversations';

const REMEMBERED_MEMBERS = 262_144;
const MEMBERS_NOW_MS = 60_000;

/** What `messages` tells. Who the members of a group are at a number never changes; who they are now, only with an event. */
@Injectable()
export class TableConversations implements LiveConversations {
  private readonly membersThen = new LRUCache<string, readonly string[]>({
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: (uuids) => Math.max(uuids.length, 1),
  });
  private readonly membersNow = new LRUCache<string, readonly string[]>({
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: (uuids) => Math.max(uuids.length, 1),
    ttl: MEMBERS_NOW_MS,
  });

  constructor(private readonly services: ServiceConnections) {}

  rows(userUuid: string): Promise<LiveRow[]> {
    return this.services.messages.request(liveRows, { method: 'GET', path: livePaths.rows(userUuid) });
  }

  row(userUuid: string, groupUuid: string): Promise<LiveRow | undefined> {
    return this.find(liveRow, livePaths.row(userUuid, groupUuid), {});
  }

  changes(
    userUuid: string,
    groupUuid: string,
    { number, revision }: { number: number; revision: number },
  ): Promise<PresentedChanges | undefined> {
    const query = { readerUuid: userUuid, afterNumber: number, afterRevision: revision, limit: MAX_PAGE };
    return this.find(presentedChanges, messagesPaths.changes(groupUuid), query);
  }

  message(userUuid: string, groupUuid: string, number: number): Promise<PresentedSentMessage | undefined> {
    return this.find(presentedSentMessage, messagesPaths.message(groupUuid, number), { readerUuid: userUuid });
  }

  async receipts(userUuid: string, groupUuid: string): Promise<PresentedReceipt[]> {
    const path = messagesPaths.receipts(groupUuid);
    return (await this.find(z.array(presentedReceipt), path, { readerUuid: userUuid })) ?? [];
  }

  async membersAt(groupUuid: string, number: number): Promise<readonly string[]> {
    const key = `${groupUuid} ${number}`;
    const known = this.membersThen.get(key);
    if (known) return known;
    const path = livePaths.membersAt(groupUuid, number);
    const uuids = await this.services.messages.request(memberUuids, { method: 'GET', path });
    this.membersThen.set(key, uuids);
    return uuids;
  }

  /** @throws DomainError `message_group_not_found` where this person is none of them. */
  async members(groupUuid: string, memberUuid: string): Promise<readonly string[]> {
    const known = this.membersNow.get(groupUuid);
    if (known?.includes(memberUuid)) return known;
    const query = { readerUuid: memberUuid };
    const request = { method: 'GET', path: livePaths.members(groupUuid), query } as const;
    const uuids = await this.services.messages.request(memberUuids, request);
    this.membersNow.set(groupUuid, uuids);
    return uuids;
  }

  forgetMembers(groupUuid: string): void {
    this.membersNow.delete(groupUuid);
  }

  /** Undefined where the service refuses: it is not for this person, or is not there. */
  private async find<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    query: Record<string, string | number>,
  ): Promise<z.output<Schema> | undefined> {
    try {
      return await this.services.messages.request(schema, { method: 'GET', path, query });
    } catch (error) {
      if (error instanceof DomainError && NOT_FOR_THE_READER.includes(error.code)) return undefined;
      throw error;
    }
  }
}

const NOT_FOR_THE_READER: ErrorCode[] = [
  'message_group_not_found',
  'message_not_found',
  'after_number_unknown',
  'after_revision_unknown',
  'receipts_exceed_32_members',
];
