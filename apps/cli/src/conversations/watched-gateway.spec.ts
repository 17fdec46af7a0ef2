import { CruddurError } from '../../../../libs/client/src';
import { DomainError } from '@app/common/errors';
import { EXIT } from '@local-stack/terminal/exit-code';
import { WatchedGateway } from './watched-gateway';

const broken = new CruddurError('no answer', { cause: new Error('fetch failed', { cause: new Error('refused') }) });
const busy = new CruddurError('503', { status: 503, problems: [{ code: 'overloaded', detail: 'Come later.' }] });
const unknown = new CruddurError('422', { status: 422, problems: [{ code: 'event_cursor_malformed' }] });

describe('a gateway that is watched', () => {
  let said: string;
  beforeEach(() => {
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '');
  });
  afterEach(() => jest.restoreAllMocks());

  const watched = () => new WatchedGateway({ url: 'http://here', handle: 'bayko', since: 'x' });

  it('is waited for once it has answered, with a word for each change', () => {
    const gateway = watched();
    gateway.answered();
    gateway.answered();
    for (const error of [broken, busy, unknown]) gateway.failed(error);
    gateway.answered();
    gateway.failed(busy);
    expect(gateway.refused.aborted).toBe(false);
    expect(said.trim().split('\n')).toEqual([
      'watching bayko at http://here: Ctrl-C ends it',
      'the gateway is away: refused',
      'the gateway is back',
      'the gateway is away: Come later.',
    ]);
  });

  it('is waited for where it says at first that this passes', () => {
    const gateway = watched();
    gateway.failed(busy);
    expect([gateway.refused.aborted, said]).toEqual([false, 'waits for the gateway: Come later.\n']);
  });

  it.each([
    ['does not answer at first', broken, EXIT.unavailable, 'the gateway does not answer: http://here (refused)'],
    ['does not know the event', unknown, EXIT.wrongUse, '--since is not the id of an event of bayko: x'],
  ])('is given up where it %s', (_what, error, exitCode, message) => {
    const gateway = watched();
    gateway.failed(error);
    expect([gateway.refused.reason, said]).toEqual([expect.objectContaining({ exitCode, message }), '']);
  });

  it('is given up where no token is to be had any more', () => {
    const gateway = watched();
    gateway.answered();
    const cause = new DomainError('unauthorized');
    gateway.failed(new CruddurError('no token', { cause }));
    expect(gateway.refused.reason).toBe(cause);
  });
});
