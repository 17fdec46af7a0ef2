import { isThisMachine } from './this-machine';

describe('what counts as this machine', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '[::1]', '::1', 'db.localhost'])(
    'includes %s',
    (host) => {
      expect(isThisMachine(host)).toBe(true);
    },
  );

  it.each(['', '10.0.0.1', '0.0.0.0', '127.0.0.1.example.com', 'localhost.example.com', 'dynamodb-local', '[::2]'])(
    'does not include %j',
    (host) => {
      expect(isThisMachine(host)).toBe(false);
    },
  );
});
