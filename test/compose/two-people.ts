import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { runCommand } from '../../local-stack/system/run-command';
import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { RestClient } from '../support/rest-client';
import type { ComposeStack } from './compose-stack';

/** Lists are read again until they are right, so a restart may take its time. */
const LIMIT_MS = 120_000;

/** Two demo users in a conversation, who call the published gateway with tokens from the command line. */
export class TwoPeople {
  readonly ledger = new Ledger();

  private constructor(
    readonly andrew: RestClient,
    readonly bayko: RestClient,
    private readonly groupUuid: string,
  ) {}

  static async of(stack: ComposeStack): Promise<TwoPeople> {
    const andrew = new RestClient(stack.gatewayUrl, await tokenOf(stack, 'andrewbrown'));
    const bayko = new RestClient(stack.gatewayUrl, await tokenOf(stack, 'bayko'));
    const { body } = await andrew.start('bayko', 'Are you in a container too?');
    return new TwoPeople(andrew, bayko, body.message_group_uuid);
  }

  /** One message more: it is accepted, it is in the conversation behind all others, and both lists show it. */
  async exchange(text: string): Promise<void> {
    await this.ledger.send(this.bayko, 'bayko', this.groupUuid, text);
    const messages = await eventually(() => readAll(this.andrew, this.groupUuid), LIMIT_MS);
    const uuids = messages.map(({ uuid }) => uuid);
    expect(uuids).toEqual(expect.arrayContaining(this.ledger.accepted.map(({ uuid }) => uuid)));
    expect(messages.at(-1)).toMatchObject({ message: text, number: messages.length });
    await eventually(async () => {
      expect(rowOf((await this.andrew.groups()).body, this.groupUuid)).toEqual(
        expectedRow(this.groupUuid, messages, 'andrewbrown'),
      );
      expect(rowOf((await this.bayko.groups()).body, this.groupUuid)).toEqual(
        expectedRow(this.groupUuid, messages, 'bayko'),
      );
    }, LIMIT_MS);
  }

  async close(): Promise<void> {
    await Promise.all([this.andrew.close(), this.bayko.close()]);
  }
}

async function tokenOf({ environment }: ComposeStack, handle: string): Promise<string> {
  const program = join(PROJECT_ROOT, 'apps/cli/bin/cruddur.js');
  const { stdout } = await runCommand(process.execPath, [program, 'cognito', 'token', handle], { environment });
  return stdout.trim();
}
