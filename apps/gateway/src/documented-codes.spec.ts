import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, type ErrorCode } from '@app/common/errors';

/** What a call of the gateway is never refused with, and why. */
const NEVER_ANSWERED: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'its body is {}',
  signing_key_unknown: 'its body is {}',
  caller_gone: 'nobody is left to hear of it',
  cognito_user_id_taken: 'a sign-up that meets it is answered with the user who has the id',
};

const page = readFileSync(join(__dirname, '../../../docs/rest-api.md'), 'utf8');
const [chapter = ''] = (page.split(/^## Errors$/m)[1] ?? '').split(/^## /m);
const rows = [...chapter.matchAll(/^\| *(\S[^|]*?)? *\|(.*)\|$/gm)].map(([, statuses = '', codes = '']) => ({
  statuses: statuses.split(', ').map(Number),
  codes: [...codes.matchAll(/`([a-z][a-z0-9_]+)`/g)].map(([, code = '']) => code),
}));

describe('the errors in docs/rest-api.md', () => {
  it('are all that the gateway answers, and no other', () => {
    const answered = Object.keys(ERROR_CODES).filter((code) => !(code in NEVER_ANSWERED));
    expect(rows.flatMap(({ codes }) => codes).sort()).toEqual(answered.sort());
  });

  it('stand at their status', () => {
    for (const { statuses, codes } of rows) {
      for (const code of codes) expect(statuses).toContain(ERROR_CODES[code as ErrorCode].status);
    }
  });
});
