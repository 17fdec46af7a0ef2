import { randomUUID } from 'node:crypto';
import type { GroupBody, MessageBody, RestClient } from './rest-client';
import { eventually } from './eventually';

export interface Accepted {
  groupUuid: string;
  uuid: string;
  number: number;
  text: string;
  sender: string;
}

/** A member's view of one conversation, as it must be once everything accepted has taken effect. */
export interface ExpectedRow {
  uuid: string;
  message: string;
  last_number: number;
  last_read_number: number;
  unread_count: number;
}

/** Writes down every accepted message, and holds what is stored and listed against it. */
export class Ledger {
  readonly accepted: Accepted[] = [];
  /** What came instead of an acceptance: answers, and errors of the connection. */
  readonly refused: unknown[] = [];

  get refusals(): number {
    return this.refused.length;
  }

  /**
   * Sends until it is accepted, each try under the same send key, as a careful client does: a refusal that says
   * "try again" and a connection that broke are no answer.
   */
  async send(client: RestClient, sender: string, groupUuid: string, text: string, limitMs = 60_000): Promise<void> {
    const sendKey = randomUUID();
    const { body } = await eventually(async () => {
      const answer = await client.send(groupUuid, text, sendKey).catch((error: unknown) => this.refuse(error));
      return answer.status === 200 ? answer : this.refuse(answer);
    }, limitMs);
    this.accepted.push({ groupUuid, uuid: body.uuid, number: body.number, text, sender });
  }

  private refuse(why: unknown): never {
    this.refused.push(why);
    throw new Error(`not accepted: ${why instanceof Error ? why.message : JSON.stringify(why)}`);
  }

  of(groupUuid: string): Accepted[] {
    return this.accepted.filter((each) => each.groupUuid === groupUuid);
  }
}

/** The whole conversation, page by page from its first message. */
export async function readAll(client: RestClient, groupUuid: string): Promise<MessageBody[]> {
  const all: MessageBody[] = [];
  for (;;) {
    const { status, body } = await client.messages(groupUuid, `?after=${all.at(-1)?.number ?? 0}&limit=200`);
    if (status !== 200) throw new Error(`not read: ${JSON.stringify(body)}`);
    if (body.length === 0) return all;
    all.push(...body);
  }
}

/** A member's row by brute force over the whole conversation: sending a message means having read what precedes it. */
export function expectedRow(groupUuid: string, messages: MessageBody[], memberHandle: string, marked = 0): ExpectedRow {
  const last = messages.at(-1)!;
  const own = messages.filter(({ handle }) => handle === memberHandle).map(({ number }) => number);
  const read = Math.max(marked, 0, ...own);
  return {
    uuid: groupUuid,
    message: last.message,
    last_number: last.number,
    last_read_number: read,
    unread_count: messages.filter(({ handle, number }) => handle !== memberHandle && number > read).length,
  };
}

export const rowOf = (groups: GroupBody[], groupUuid: string): ExpectedRow | undefined => {
  const row = groups.find(({ uuid }) => uuid === groupUuid);
  return (
    row && {
      uuid: row.uuid,
      message: row.message,
      last_number: row.last_number,
      last_read_number: row.last_read_number,
      unread_count: row.unread_count,
    }
  );
};
