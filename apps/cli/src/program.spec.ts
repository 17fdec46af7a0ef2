import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { parsedCommands } from '../../../test/support/parsed-commands';

/** As they are typed. */
const COMMANDS = [
  'start',
  'reset',
  'set-up',
  'demo',
  ...['status', 'logs', 'stop', 'restart', 'env'].map((name) => `stack ${name}`),
  ...[
    'connect',
    'create',
    'drop',
    'migrate',
    'rollback',
    'migration',
    'seed',
    'setup',
    'rename-user',
    'sessions',
    'kill-sessions',
  ].map((name) => `db ${name}`),
  ...['create', 'list', 'scan', 'seed', 'copy', 'migrate', 'drop'].map((name) => `table ${name}`),
  ...['list', 'get', 'changes', 'send', 'edit', 'delete', 'react', 'read', 'watch'].map(
    (name) => `conversations ${name}`,
  ),
  ...['start-group', 'members', 'add', 'remove', 'leave', 'rename', 'hand-over'].map((name) => `conversations ${name}`),
  ...['show', 'suspend', 'restore', 'export', 'erase'].map((name) => `users ${name}`),
  ...['show', 'list-users', 'sync-user-ids', 'sync-handles', 'token', 'create-user'].map((name) => `cognito ${name}`),
  ...['list', 'show', 'close'].map((name) => `reports ${name}`),
  ...['status', 'rebuild', 'replay'].map((name) => `projector ${name}`),
  'relay status',
  ...['list', 'redrive', 'discard'].map((name) => `dead-letters ${name}`),
  'openapi',
  'asyncapi',
];

describe('the commands', () => {
  const commands = parsedCommands();

  it('are all there', () => {
    expect([...commands.keys()].sort()).toEqual([...COMMANDS].sort());
  });

  it('are all documented, with an example', async () => {
    const page = await readFile(join(PROJECT_ROOT, 'docs/cli.md'), 'utf8');
    expect(COMMANDS.filter((name) => !page.includes(`npx cruddur ${name}`))).toEqual([]);
  });

  it.each(COMMANDS)('have help that says what it is for and ends with an example: %s', (name) => {
    const help = helpOf(commands.get(name)!);
    expect(commands.get(name)!.description()).toMatch(/^[A-Z].*\.$/);
    expect(help).toMatch(new RegExp(`\nExample: .*cruddur ${name}.*\n$`));
  });
});

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}
