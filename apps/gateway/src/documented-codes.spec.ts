import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, type ErrorCode } from '@app/common/errors';
import { NEVER_ANSWERED } from '../test/support/never-answered';

/** What no body names, and why. */
const NEVER_NAMED: Partial<Record<ErrorCode, string>> = {
  ...NEVER_ANSWERED,
  unauthorized: 'its body is {}',
  signing_key_unknown: 'its body is {}',
};

const page = readFileSync(join(__dirname, '../../../docs/rest-api.md'), 'utf8');
const [chapter = ''] = (page.split(/^## Errors$/m)[1] ?? '').split(/^## /m);
const rows = [...chapter.matchAll(/^\| *(\S[^|]*?)? *\|(.*)\|$/gm)].map(([, statuses = '', codes = '']) => ({
  statuses: statuses.split(', ').map(Number),
  codes: [...codes.matchAll(/`([a-z][a-z0-9_]+)`/g)].map(([, code = '']) => code),
}));

describe('the errors in docs/rest-api.md', () => {
  it('are all that the gateway answers, and no other', () => {
    const answered = Object.keys(ERROR_CODES).filter((code) => !(code in NEVER_NAMED));
    expect(rows.flatMap(({ codes }) => codes).sort()).toEqual(answered.sort());
  });

  it('stand at their status', () => {
    for (const { statuses, codes } of rows) {
      for (const code of codes) expect(statuses).toContain(ERROR_CODES[code as ErrorCode].status);
    }
  });
});
