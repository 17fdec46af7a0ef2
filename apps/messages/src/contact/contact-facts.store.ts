import { Injectable } from '@nestjs/common';
import { type Acceptance, blockKey, GROUP_ROW, groupRowKey, settingsKey } from '@app/common/table';
import { SeveralItems } from '../conversations/requests/several-items';
import { readSettings } from '../lists/choices/settings.store';

/** Who writes to whom in their conversation of two. */
export interface PairContact {
  groupUuid: string;
  senderUuid: string;
  recipientUuid: string;
}

/** What decides whether the one may write to the other. */
export interface ContactFacts {
  /** From whom the recipient takes messages. */
  accepts: Acceptance;
  recipientBlocks: boolean;
  senderBlocks: boolean;
  /** Whether the conversation waits for the sender to accept it; undefined where the sender's list does not have it. */
  waitsForSender?: boolean | undefined;
}

/** Reads what people have said of who may write to them. Strongly consistent. */
@Injectable()
export class ContactFactsStore {
  constructor(private readonly items: SeveralItems) {}

  /** In one request, whatever of it there is: the time tells nothing. */
  async ofPair({ groupUuid, senderUuid, recipientUuid }: PairContact): Promise<ContactFacts> {
    const settings = settingsKey(recipientUuid);
    const [theirBlock, ownBlock] = [blockKey(recipientUuid, senderUuid), blockKey(senderUuid, recipientUuid)];
    const ownRow = groupRowKey(senderUuid, groupUuid);
    const found = await this.items.read([settings, theirBlock, ownBlock, ownRow]);
    const row = found.get(ownRow);
    return {
      accepts: readSettings(found.get(settings)).accepts,
      recipientBlocks: found.get(theirBlock) !== undefined,
      senderBlocks: found.get(ownBlock) !== undefined,
      waitsForSender: row && row[GROUP_ROW.request] !== undefined,
    };
  }

  /** Whether each of these lets those others bring them into a group. In one request for 100 of all that is asked for. */
  async allTakeMembershipFrom(memberUuids: readonly string[], byUuids: readonly string[]): Promise<boolean> {
    const settings = memberUuids.map(settingsKey);
    const blocks = memberUuids.flatMap((memberUuid) => byUuids.map((byUuid) => blockKey(memberUuid, byUuid)));
    const found = await this.items.read([...settings, ...blocks]);
    const takesFromNobody = settings.some((key) => readSettings(found.get(key)).accepts === 'nobody');
    return !takesFromNobody && !blocks.some((key) => found.get(key) !== undefined);
  }
}
