import { randomUUID } from 'node:crypto';
import { type CognitoIdentityProviderClient, DeleteUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { usersPaths } from '@app/common/contracts';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { uniqueName } from '../../../test/support/unique';
import { createCognitoClient } from '../src/cognito/cognito-client';
import { findOrCreatePool } from '../src/cognito/find-or-create-pool';
import { POST_CONFIRMATION_FUNCTION } from '../src/cognito/post-confirmation';
import { close, handler } from '../src/cognito/post-confirmation.lambda';
import { UserPool, type UserPoolIds } from '../src/cognito/user-pool';
import { migrate } from '../src/migrate';
import { createUsersApp } from './users-app';

describe('A sign-up', () => {
  const { COGNITO_ENDPOINT } = services();
  let database: TestDatabase;
  let cognito: CognitoIdentityProviderClient;
  let ids: UserPoolIds;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    cognito = createCognitoClient({ AWS_REGION: 'us-east-1', COGNITO_ENDPOINT });
    ids = await findOrCreatePool(cognito, uniqueName('cruddur'));
    app = await createUsersApp(database.url, { COGNITO_ENDPOINT, COGNITO_USER_POOL_ID: ids.userPoolId });
  });

  afterAll(async () => {
    await app.close();
    await cognito.send(new DeleteUserPoolCommand({ UserPoolId: ids.userPoolId }));
    cognito.destroy();
    await database.drop();
  });

  const attributesOf = (handle: string, given: Record<string, string> = {}): Record<string, string> => ({
    sub: randomUUID(),
    email: `${handle}@example.com`,
    name: `The ${handle}`,
    preferred_username: handle,
    'cognito:user_status': 'CONFIRMED',
    ...given,
  });

  const eventOf = (userAttributes: Record<string, string>): object => ({
    version: '1',
    region: 'us-east-1',
    userPoolId: 'us-east-1_pool',
    userName: userAttributes['sub'],
    callerContext: { awsSdkVersion: '3', clientId: 'client' },
    triggerSource: 'PostConfirmation_ConfirmSignUp',
    request: { userAttributes },
    response: {},
  });

  const invoke = async (event: unknown, name = POST_CONFIRMATION_FUNCTION) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/2015-03-31/functions/${name}/invocations`,
      headers: { 'content-type': 'binary/octet-stream' },
      payload: JSON.stringify(event),
    });
    return { status: answer.statusCode, failure: answer.headers['x-amz-function-error'], body: answer.json<unknown>() };
  };

  const get = async (path: string) => {
    const answer = await app.inject(path);
    return { status: answer.statusCode, body: answer.json<{ uuid: string; codes: string[] }>() };
  };

  const rowsOf = (sub: string) => database.query(`SELECT * FROM users WHERE cognito_user_id = '${sub}'`);

  describe('told by the pool’s trigger', () => {
    it('makes a user, and answers the event', async () => {
      const attributes = attributesOf('delenn');
      const event = eventOf(attributes);

      expect(await invoke(event)).toEqual({ status: 200, failure: undefined, body: event });

      expect(await rowsOf(attributes['sub']!)).toMatchObject([
        { handle: 'delenn', display_name: 'The delenn', email: 'delenn@example.com', version: 1 },
      ]);
      expect(await get(usersPaths.byCognitoId(attributes['sub']!))).toMatchObject({ status: 200 });
    });

    it('changes nothing when it is told again, even many times at once', async () => {
      const attributes = attributesOf('lennier');

      const answers = await Promise.all(range(8).map(() => invoke(eventOf(attributes))));
      expect(answers.map(({ failure }) => failure)).toEqual(range(8).map(() => undefined));
      await invoke(eventOf({ ...attributes, name: 'Somebody else' }));

      expect(await rowsOf(attributes['sub']!)).toMatchObject([{ display_name: 'The lennier', version: 1 }]);
    });

    it.each([
      ['handle', 'handle_taken', { preferred_username: 'LONDO' }],
      ['email', 'email_taken', { email: 'Londo@example.com' }],
    ])('fails with a clear error when the %s is taken, and makes no user', async (_, code, taken) => {
      await invoke(eventOf(attributesOf('londo')));
      const attributes = attributesOf(`vir-${code}`, taken);

      expect(await invoke(eventOf(attributes))).toEqual({
        status: 200,
        failure: 'Unhandled',
        body: { errorType: code, errorMessage: code },
      });

      expect(await rowsOf(attributes['sub']!)).toEqual([]);
    });

    it.each([
      ['without a name', { name: '' }, 'display_name_blank'],
      ['with a name of two lines', { name: 'a\nb' }, 'display_name_malformed'],
      ['with a name that is too long', { name: 'x'.repeat(129) }, 'display_name_exceed_max_chars_128'],
      ['without a handle', { preferred_username: '' }, 'handle_blank'],
      ['with a space in its handle', { preferred_username: 'a b' }, 'handle_malformed'],
      ['with a NUL in its handle', { preferred_username: 'a\0b' }, 'handle_malformed'],
      ['with an address that is none', { email: 'nowhere' }, 'email_malformed'],
      [
        'with nothing',
        { name: '', email: '', preferred_username: '' },
        'display_name_blank, email_blank, handle_blank',
      ],
    ])('is refused %s', async (_, given, errorMessage) => {
      const attributes = attributesOf('morden', given);

      expect(await invoke(eventOf(attributes))).toMatchObject({ failure: 'Unhandled', body: { errorMessage } });
      expect(await rowsOf(attributes['sub']!)).toEqual([]);
    });

    it.each([
      ['no event', 'nonsense'],
      ['an event of another trigger', { ...eventOf(attributesOf('x')), triggerSource: 'PreSignUp_SignUp' }],
    ])('is not made of %s', async (_, event) => {
      expect(await invoke(event)).toMatchObject({ failure: 'Unhandled', body: { errorType: 'request_malformed' } });
    });

    it('knows no other function', async () => {
      expect(await invoke({}, 'another')).toMatchObject({ status: 404 });
    });

    it('is the same function on AWS', async () => {
      process.env['DATABASE_URL'] = database.url;
      const attributes = attributesOf('ivanova');
      const event = eventOf(attributes);

      expect(await handler(event)).toEqual(event);
      await expect(handler(eventOf(attributesOf('Ivanova')))).rejects.toMatchObject({ code: 'handle_taken' });

      expect(await rowsOf(attributes['sub']!)).toHaveLength(1);
      await close();
    });
  });

  describe('that nobody has told of', () => {
    const createInPool = (handle: string): Promise<string> =>
      new UserPool(cognito, ids).ensureUser(
        { handle, displayName: `The ${handle}`, email: `${handle}@example.com` },
        'Password-1',
      );

    it('makes a user at the first request, once, however many come at once', async () => {
      const sub = await createInPool('garibaldi');

      const answers = await Promise.all(range(8).map(() => get(usersPaths.byCognitoId(sub))));

      const [row] = await rowsOf(sub);
      const person = { uuid: row?.['uuid'], handle: 'garibaldi', displayName: 'The garibaldi' };
      expect(answers).toEqual(range(8).map(() => ({ status: 200, body: person })));
    });

    it('is refused by name when its handle is taken', async () => {
      await invoke(eventOf(attributesOf('zathras')));
      const sub = await createInPool('Zathras');

      expect(await get(usersPaths.byCognitoId(sub))).toMatchObject({ status: 409, body: { codes: ['handle_taken'] } });
      expect(await rowsOf(sub)).toEqual([]);
    });

    it.each([
      ['another sub', randomUUID()],
      ['what is none', 'no-uuid'],
      ['the email of one', 'garibaldi@example.com'],
    ])('is nobody’s by %s', async (_, id) => {
      expect(await get(usersPaths.byCognitoId(id))).toMatchObject({ status: 404, body: { codes: ['user_not_found'] } });
    });

    it('waits for a pool that is away, which nobody else notices', async () => {
      const away = await createUsersApp(database.url, {
        COGNITO_ENDPOINT: 'http://127.0.0.1:1',
        COGNITO_USER_POOL_ID: ids.userPoolId,
      });

      const unknown = await away.inject(usersPaths.byCognitoId(randomUUID()));
      expect([unknown.statusCode, unknown.json<{ codes: string[] }>().codes]).toEqual([503, ['service_unavailable']]);
      expect((await away.inject(usersPaths.byHandle('delenn'))).statusCode).toBe(200);
      await away.close();
    });
  });
});
