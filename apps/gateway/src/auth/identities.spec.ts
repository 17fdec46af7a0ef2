import { Registry } from 'prom-client';
import type { Account } from '@app/common/contracts';
import { loadConfig } from '@app/common/config';
import { eventually } from '../../../../test/support/eventually';
import { gatewayVariables } from '../config/gateway.config';
import type { AccountsClient } from './accounts.client';
import { Identities } from './identities';

const BEFORE_SIGN_UP = () => undefined;

describe('who is behind a token', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is asked for again before a minute is over, so that a suspension holds though nobody tells of it', async () => {
    let account: Account = { uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'bayko', displayName: 'Bayko' };
    const accounts = { findRegistered: () => Promise.resolve(account) } as unknown as AccountsClient;
    const config = loadConfig(gatewayVariables, {
      ...{ AUTH_ISSUER: 'http://issuer.invalid', AUTH_CLIENT_IDS: 'client', KAFKA_BROKERS: '127.0.0.1:1' },
      IDENTITY_CACHE_SECONDS: '3600',
    });
    const identities = new Identities(accounts, config, new Registry());
    const { suspended, ...person } = account;
    expect(suspended).toBeUndefined();
    expect(await identities.personOf('sub', BEFORE_SIGN_UP)).toEqual(person);

    account = { ...account, suspended: true };
    expect(await identities.personOf('sub', BEFORE_SIGN_UP)).toEqual(person);
    const later = performance.now() + 46_000;
    jest.spyOn(performance, 'now').mockReturnValue(later);

    await eventually(() =>
      expect(identities.personOf('sub', BEFORE_SIGN_UP)).rejects.toMatchObject({ code: 'account_suspended' }),
    );
  });
});
