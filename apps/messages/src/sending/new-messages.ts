import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Message, SendMessageRequest } from '@app/common/contracts';
import { Clock } from '../conversations/clock';
import { messageUuidOf, type SendKey } from '../conversations/messages/send-key';
import { MessageDates } from './message-dates';
import { SendingMetrics } from './sending-metrics';

/** Makes of what was asked for the message that is stored: one with a send key has the uuid that the key gives. */
@Injectable()
export class NewMessages {
  private readonly dates: MessageDates;

  constructor(clock: Clock, metrics: SendingMetrics) {
    this.dates = new MessageDates(clock, metrics);
  }

  of(groupUuid: string, number: number, request: SendMessageRequest, lastCreatedAt: string | undefined): Message {
    const { sender, text, replyTo } = request;
    const sendKey = sendKeyOf(groupUuid, request);
    const uuid = sendKey ? messageUuidOf(sendKey) : randomUUID();
    const createdAt = this.dates.after(lastCreatedAt);
    return { uuid, groupUuid, number, text, sender, createdAt, ...(replyTo !== undefined && { replyTo }) };
  }
}

export const sendKeyOf = (groupUuid: string, { sender, sendKey, textHash }: SendMessageRequest): SendKey | undefined =>
  sendKey === undefined ? undefined : { groupUuid, senderUuid: sender.uuid, key: sendKey, textHash };
