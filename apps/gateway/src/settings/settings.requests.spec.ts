import { codesOf } from '../../test/support/codes-of';
import { checkSettings } from './settings.requests';

describe('settings', () => {
  it.each([[{}], [{ receipts: true }], [{ receipts: false }], [{ accepts: 'nobody' }]])('are changed by %j', (body) => {
    expect(checkSettings({ ...body, other: 1 })).toEqual(body);
  });

  it.each([
    [{ receipts: 'off' }, ['receipts_malformed']],
    [{ receipts: null }, ['receipts_malformed']],
    [{ accepts: 'friends' }, ['accepts_malformed']],
    [{ accepts: null, receipts: 1 }, ['receipts_malformed', 'accepts_malformed']],
    [[], ['body_not_json_object']],
    [undefined, ['body_not_json_object']],
  ])('are not changed by %j', (body, codes) => {
    expect(codesOf(() => checkSettings(body))).toEqual(codes);
  });
});
