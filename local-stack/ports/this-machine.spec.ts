import { hostsElsewhere, isThisMachine } from './this-machine';

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

describe('an address', () => {
  it.each([
    ['DYNAMODB_ENDPOINT', 'http://127.0.0.1:8000'],
    ['KAFKA_BROKERS', 'localhost:9092, 127.0.0.1:9093,[::1]:9094'],
    ['DATABASE_URL', 'postgres://u:p@localhost/db'],
    ['DATABASE_URL', 'postgres:///db?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgres://u:p@%2Fvar%2Frun%2Fpostgresql/db'],
    ['DATABASE_URL', 'postgres://u:p@localhost,127.0.0.1:5432/db?host=localhost,::1&hostaddr=127.0.0.1'],
  ] as const)('that leads nowhere else is on this machine: %s=%s', (variable, address) => {
    expect(hostsElsewhere(variable, address)).toEqual([]);
  });

  it.each([
    ['DYNAMODB_ENDPOINT', 'https://dynamodb.us-east-1.amazonaws.com', ['dynamodb.us-east-1.amazonaws.com']],
    ['COGNITO_ENDPOINT', 'http://192.0.2.1:9229', ['192.0.2.1']],
    ['KAFKA_BROKERS', 'localhost:9092,broker.invalid:9092', ['broker.invalid']],
    ['KAFKA_BROKERS', 'broker.invalid', ['broker.invalid']],
    ['DATABASE_URL', 'postgres://u:p@db.invalid/db', ['db.invalid']],
    ['DATABASE_URL', 'postgres://localhost,db.invalid:5432/db', ['db.invalid']],
    ['DATABASE_URL', 'postgres://localhost/db?host=db.invalid', ['db.invalid']],
    ['DATABASE_URL', 'postgres://localhost/db?host=localhost&host=db.invalid', ['db.invalid']],
    ['DATABASE_URL', 'postgres://localhost/db?host=/tmp,db.invalid', ['db.invalid']],
    ['DATABASE_URL', 'postgres://localhost/db?hostaddr=192.0.2.1', ['192.0.2.1']],
    ['DATABASE_URL', 'postgres://localhost/db?service=production', ['production']],
    ['DATABASE_URL', 'postgres://db.invalid/db?host=localhost', ['db.invalid']],
  ] as const)('that leads elsewhere in any part is elsewhere: %s=%s', (variable, address, hosts) => {
    expect(hostsElsewhere(variable, address)).toEqual(hosts);
  });

  it('of Postgres that names no host is where the environment of Postgres says', () => {
    process.env['PGHOST'] = 'db.invalid';
    expect(hostsElsewhere('DATABASE_URL', 'postgres:///db')).toEqual(['db.invalid']);
    delete process.env['PGHOST'];
    expect(hostsElsewhere('DATABASE_URL', 'postgres:///db')).toEqual([]);
  });
});
