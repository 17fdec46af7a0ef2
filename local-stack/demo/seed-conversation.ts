import { CliError } from '../terminal/cli-error';
import { DIALOGUE, seedKey } from './dialogue';

export interface SeedSettings {
  gatewayUrl: string;
  token: (handle: string) => Promise<string>;
}

/**
 * Has two demo users talk to each other through the gateway, as everybody does, and returns the conversation's uuid.
 * Each line carries its own key, so a seeding that was cut off is completed by the next, and a complete one stays.
 */
export async function seedConversation({ gatewayUrl, token }: SeedSettings): Promise<string> {
  const tokens = { andrewbrown: await token('andrewbrown'), bayko: await token('bayko') };
  const existing = await findConversation(gatewayUrl, tokens.andrewbrown);
  if (existing && existing.last_number >= DIALOGUE.length) return existing.uuid;

  const say = (index: number, to: { handle: string } | { message_group_uuid: string }): Promise<Response> => {
    const { from, text } = DIALOGUE[index]!;
    return call(gatewayUrl, tokens[from], '/api/messages', { message: text, ...to }, seedKey(index));
  };
  const first = await say(0, { handle: 'bayko' });
  const { message_group_uuid } = (await first.json()) as { message_group_uuid: string };
  for (let index = 1; index < DIALOGUE.length; index++) await say(index, { message_group_uuid });
  return message_group_uuid;
}

async function findConversation(gatewayUrl: string, token: string): Promise<Group | undefined> {
  const answer = await call(gatewayUrl, token, '/api/message_groups?limit=200');
  return ((await answer.json()) as Group[]).find(({ handle }) => handle === 'bayko');
}

interface Group {
  uuid: string;
  handle: string;
  last_number: number;
}

async function call(gatewayUrl: string, token: string, path: string, body?: unknown, key?: string): Promise<Response> {
  const answer = await fetch(gatewayUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (answer.ok) return answer;
  throw new CliError(`seeding failed: ${path} answered ${answer.status} ${await answer.text()}`);
}
