import { ConfigError, loadConfig } from '@app/common/config';
import { usersVariables } from './users.config';

describe('The configuration of the users service', () => {
  it.each(['postgres://u:p@host:5432/db', 'postgresql://u:p@host/db?sslmode=verify-full'])('takes %s', (url) => {
    expect(loadConfig(usersVariables, { DATABASE_URL: url })).toMatchObject({ DATABASE_URL: url, USERS_PORT: 4572 });
  });

  it.each([undefined, '', 'host:5432/db', 'mysql://u:p@host/db'])('refuses %s by the name of its variable', (url) => {
    const load = () => loadConfig(usersVariables, { DATABASE_URL: url });

    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/DATABASE_URL: expected postgres:/);
  });

  it.each(['sslrootcert', 'sslcert', 'sslkey'])('refuses an address whose %s is no file', (name) => {
    const addressWith = (file: string) => ({
      DATABASE_URL: `postgres://u:p@host/db?sslmode=verify-full&${name}=${file}`,
    });

    expect(() => loadConfig(usersVariables, addressWith('/no/such.pem'))).toThrow(
      /DATABASE_URL: one of its sslrootcert/,
    );
    expect(loadConfig(usersVariables, addressWith(__filename))).toMatchObject(addressWith(__filename));
  });
});
