import { curlLines, summary } from './summary';

const GATEWAY = 'http://127.0.0.1:4567';
const GROUP = '6fd1f7a5-6b5c-5a3a-9a53-0f6b3f3a8b10';

describe('the summary of a started stack', () => {
  const users = [{ handle: 'londo', displayName: 'Londo Mollari', email: 'londo@example.com' }];
  const settings = { password: 'secret-1', groupUuid: GROUP, status: 'show-status', ending: 'Stop it so' };
  const text = summary({ pageUrl: 'http://localhost:5173', gatewayUrl: GATEWAY, users, ...settings });

  it('has three curl lines: list, read, send', () => {
    const [list, read, send] = curlLines(GATEWAY, GROUP);
    expect(list).toMatch(new RegExp(`^curl .* ${GATEWAY}/api/message_groups$`));
    expect(read).toMatch(new RegExp(`^curl .* ${GATEWAY}/api/messages/${GROUP}$`));
    expect(send).toMatch(new RegExp(`^curl .* -d '(.*)' ${GATEWAY}/api/messages$`));
  });

  it('sends a body that a shell leaves alone', () => {
    const body = /-d '([^']*)'/.exec(curlLines(GATEWAY, GROUP)[2]!)![1]!;
    expect(JSON.parse(body)).toEqual({ message: 'Hello from curl', message_group_uuid: GROUP });
  });

  it('begins with the page', () => {
    expect(text.trim()).toMatch(/^Open http:\/\/localhost:5173 in two windows/);
  });

  it('names the gateway, the users, their password, and how to get a token, look at the stack and stop it', () => {
    for (const part of [
      GATEWAY,
      'londo@example.com',
      'secret-1',
      'npx cruddur cognito token andrewbrown',
      'show-status',
      'Stop it so',
    ]) {
      expect(text).toContain(part);
    }
  });
});
