import { psqlCall } from './psql-call';

describe('how psql is called', () => {
  it.each([
    ['postgres://u:s3cr%2Ft@h/db', 's3cr/t'],
    ['postgres://u@h/db?password=s3cr%2Ft', 's3cr/t'],
    ['postgres://u:other@h/db?sslmode=verify-full&password=s3cr%2Ft', 's3cr/t'],
  ])('has its password in the environment, and none in its arguments: %s', (url, password) => {
    const { address, environment } = psqlCall(url, {});
    expect(address).not.toMatch(/s3cr|other|password/);
    expect(environment).toMatchObject({ PGPASSWORD: password });
  });

  it('keeps the rest of the address', () => {
    expect(psqlCall('postgres://u:p@h:5/db?sslmode=verify-full', {}).address).toBe(
      'postgres://u@h:5/db?sslmode=verify-full',
    );
  });

  it('goes nowhere else by a variable of psql', () => {
    const { environment } = psqlCall('postgres://u@h/db', { PGHOSTADDR: '192.0.2.1', PGSERVICE: 'p', PGTZ: 'UTC' });
    expect(environment).toEqual({ PGAPPNAME: 'cruddur db connect', PGTZ: 'UTC' });
  });

  it('is refused where a secret has no variable', () => {
    expect(() => psqlCall('postgres://u@h/db?sslpassword=x', {})).toThrow('sslpassword');
  });
});
