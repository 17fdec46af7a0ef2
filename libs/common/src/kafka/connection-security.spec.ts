import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionSecurity } from './connection-security';

const generateAuthToken = jest.fn((_options: unknown) => Promise.resolve({ token: 'signed', expiryTime: 0 }));
jest.mock('aws-msk-iam-sasl-signer-js', () => ({
  generateAuthToken: (options: unknown) => generateAuthToken(options),
}));

describe('the security of a connection to Kafka', () => {
  it('is off where nothing is configured', () => {
    expect(connectionSecurity({})).toEqual({ ssl: false });
  });

  it('trusts the authorities that Node knows, or the given one alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cruddur-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'the authority');
    expect(connectionSecurity({ KAFKA_SSL: true })).toEqual({ ssl: true });
    expect(connectionSecurity({ KAFKA_SSL: true, KAFKA_SSL_CA_FILE: file })).toEqual({ ssl: { ca: 'the authority' } });
    await rm(folder, { recursive: true });
  });

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
    'signs in by %s with name and password',
    (mechanism) => {
      const config = { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: 'relay', KAFKA_SASL_PASSWORD: 'secret' };
      expect(connectionSecurity(config).sasl).toEqual({ mechanism, username: 'relay', password: 'secret' });
    },
  );

  it('signs in to MSK with a token of the region, signed when it is needed', async () => {
    const config = { KAFKA_SSL: true, KAFKA_SASL_MECHANISM: 'aws-msk-iam', AWS_REGION: 'eu-central-1' } as const;
    const { sasl } = connectionSecurity(config);
    expect(generateAuthToken).not.toHaveBeenCalled();
    if (!sasl || !('oauthBearerProvider' in sasl)) throw new Error('expected a bearer token');
    await expect(sasl.oauthBearerProvider()).resolves.toEqual({ value: 'signed' });
    expect(generateAuthToken).toHaveBeenCalledWith({ region: 'eu-central-1' });
  });

  it('names what is missing', () => {
    expect(() => connectionSecurity({ KAFKA_SASL_MECHANISM: 'plain' })).toThrow('KAFKA_SASL_USERNAME');
    expect(() => connectionSecurity({ KAFKA_SASL_MECHANISM: 'aws-msk-iam' })).toThrow('AWS_REGION');
  });
});
