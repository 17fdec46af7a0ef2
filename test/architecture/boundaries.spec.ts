import { join } from 'node:path';
import { Linter, type Rule } from 'eslint';

const boundaries = jest.requireActual<Rule.RuleModule>('../../eslint-boundaries.cjs');
const ROOT = join(__dirname, '../..');

/** What the rule says of one import in a file of this path. */
function verdict(path: string, code: string): string | undefined {
  const linter = new Linter({ cwd: ROOT });
  const plugins = { cruddur: { rules: { boundaries } } };
  const rules = { 'cruddur/boundaries': 'error' } as const;
  const [message] = linter.verify(code, [{ files: ['**/*.ts'], plugins, rules }], join(ROOT, path));
  return message?.message;
}

const FACE = 'of an app, import only what is in its folder admin';
const CLI = 'apps/cli/src/table/copy-table.ts';

describe('the rule of boundaries', () => {
  it.each([
    [CLI, `import { x } from '../../../messages/src/messages.store';`, FACE],
    [CLI, `const { x } = await import('../../../messages/src/messages.store.js');`, FACE],
    [CLI, `export * from '../../../stream-relay/src/relay';`, FACE],
    [CLI, `const x = require('../../../users/src/directory/users.store');`, FACE],
    ['local-stack/run-stack.ts', `import '../apps/users/src/users.module';`, FACE],
    ['local-stack/run-stack.ts', `import '../apps/cli/src/output/json';`, FACE],
    ['apps/messages/src/a.ts', `import '../../users/src/users.service';`, 'no app imports another'],
    ['apps/messages/src/a.ts', `import '../../users/src/admin/demo-users';`, 'no app imports another'],
    [
      'apps/messages/src/a.ts',
      `import '@local-stack/terminal/terminal';`,
      'only the command line imports the local stack',
    ],
    [
      'apps/all-in-one/src/a.ts',
      `import '../../users/src/users.module';`,
      'of another app, import only its application and its variables',
    ],
    [
      'libs/common/src/http/a.ts',
      `import '../../../../apps/cli/src/main';`,
      'libs imports neither an app nor the local stack',
    ],
    ['libs/common/src/http/a.ts', `import '@local-stack/apps';`, 'libs imports neither an app nor the local stack'],
    ['libs/client/src/outbox/a.ts', `import '@app/common/errors';`, 'the client stands on itself alone'],
    ['libs/client/src/outbox/a.ts', `import '../../generator/a';`, 'the client stands on itself alone'],
  ])('refuses in %s: %s', (path, code, rule) => {
    expect(verdict(path, code)).toBe(rule);
  });

  it.each([
    [CLI, `import { TableCopy } from '../../../messages/src/admin/table-copy';`],
    [CLI, `import '@local-stack/terminal/terminal';`],
    [CLI, `import '@app/common/errors';`],
    [CLI, `import '../output/json';`],
    ['local-stack/run-stack.ts', `import '../apps/users/src/admin/demo-users';`],
    ['apps/all-in-one/src/a.ts', `import '../../users/src/users-application';`],
    ['libs/client/src/outbox/a.ts', `import '../calls/b.js';`],
    ['apps/all-in-one/src/a.ts', `import '../../users/src/config/users.config';`],
    ['apps/messages/test/a.int-spec.ts', `import '@local-stack/ports/free-port';`],
    ['test/e2e/a.e2e-spec.ts', `import '../../apps/users/src/users.module';`],
    ['bench/relay.ts', `import '../apps/stream-relay/src/leases/leases.store';`],
  ])('allows in %s: %s', (path, code) => {
    expect(verdict(path, code)).toBeUndefined();
  });
});
