import { randomUUID } from 'node:crypto';
import { type CognitoIdentityProviderClient, DeleteUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { REGISTERED_ONLY, usersPaths } from '@app/common/contracts';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { uniqueName } from '../../../test/support/unique';
import { createCognitoClient } from '../src/cognito/cognito-client';
import { findOrCreatePool } from '../src/admin/find-or-create-pool';
import { POST_CONFIRMATION_FUNCTION } from '../src/cognito/post-confirmation';
import { close, handler } from '../src/cognito/post-confirmation.lambda';
import { UserPool, type UserPoolIds } from '../src/admin/user-pool';
import { migrate } from '../src/admin/migrate';
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
      ['without a name', { name: '' }],
      ['with a name that shows nothing', { name: '\u3164' }],
      ['with a name of two lines', { name: 'a\nb' }],
      ['with a name of two lines of another kind', { name: 'line1\u2028line2' }],
      ['with a name that turns what follows', { name: 'a\u202eb' }],
      ['with a NUL in its name', { name: 'a\0b' }],
      ['with a name of half a character', { name: '\ud800' }],
      ['with a name that is too long', { name: 'x'.repeat(129) }],
    ])('%s comes in under a name made of the handle, and mends it', async (what, given) => {
      const handle = `morden-${what.replaceAll(' ', '-')}`;
      const attributes = attributesOf(handle, given);

      expect(await invoke(eventOf(attributes))).toMatchObject({ failure: undefined });

      expect(await rowsOf(attributes['sub']!)).toMatchObject([{ handle, display_name: handle }]);
      const { body } = await get(usersPaths.byCognitoId(attributes['sub']!));
      const mended = await app.inject({
        method: 'PUT',
        url: usersPaths.profile(body.uuid),
        payload: { displayName: 'Mr. Morden' },
      });
      expect(mended.json()).toMatchObject({ handle, displayName: 'Mr. Morden' });
    });

    it.each([
      ['a joiner', 'علی\u200cرضا'],
      ['a family', 'Anne 👨‍👩‍👧‍👦'],
      ['zalgo', `z${'\u0335'.repeat(60)}`],
    ])('keeps its name with %s', async (what, name) => {
      const attributes = attributesOf(`named-${what.replace(' ', '-')}`, { name });

      expect(await invoke(eventOf(attributes))).toMatchObject({ failure: undefined });

      expect(await rowsOf(attributes['sub']!)).toMatchObject([{ display_name: name }]);
    });

    it.each([
      ['with a blank in it', 'lo ndo2', 'londo2'],
      ['with a NUL in it', 'lo\0ndo3', 'londo3'],
      ['with a joiner in it', 'علی\u200cرضا', 'علیرضا'],
      ['with an @ before it', '@londo4', 'londo4'],
      ['with several', '@@londo5', 'londo5'],
      ['in characters of two parts', 'e\u0301lise', 'élise'],
      ['with half a character', 'londo6\ud800', 'londo6'],
      ['that is too long', 'ö'.repeat(200), 'ö'.repeat(128)],
    ])('comes in under the nearest handle to one %s', async (_, preferred_username, handle) => {
      const attributes = attributesOf('x', { preferred_username, email: `${randomUUID()}@example.com` });

      expect(await invoke(eventOf(attributes))).toMatchObject({ failure: undefined });

      expect(await rowsOf(attributes['sub']!)).toMatchObject([{ handle, display_name: 'The x' }]);
      expect(await get(usersPaths.byHandle(handle))).toMatchObject({ status: 200 });
    });

    it.each([
      ['empty', { preferred_username: '' }],
      ['one that shows nothing', { preferred_username: '\u3164\u2800' }],
      ['a mark', { preferred_username: '\u0301' }],
    ])('comes in under a handle of its own where the pool’s is %s', async (_, given) => {
      const attributes = attributesOf(randomUUID(), { name: '', ...given });

      await Promise.all(range(4).map(() => invoke(eventOf(attributes))));

      const [row, ...others] = await rowsOf(attributes['sub']!);
      expect(row?.['handle']).toMatch(/^user-[0-9a-f]{8}$/);
      expect(row?.['display_name']).toBe(row?.['handle']);
      expect(others).toEqual([]);
    });

    it('comes in beside who has the nearest handle to its odd one', async () => {
      await invoke(eventOf(attributesOf('refa')));
      const attributes = attributesOf('refa-2', { preferred_username: 're fa', name: ' ' });

      await Promise.all(range(4).map(() => invoke(eventOf(attributes))));

      const [row] = await rowsOf(attributes['sub']!);
      expect(row?.['handle']).toMatch(/^refa-[0-9a-f]{8}$/);
      expect(row?.['display_name']).toBe(row?.['handle']);
    });

    it.each([
      ['none', undefined],
      ['nothing', ''],
      ['an invalid email', 'nowhere'],
      ['one of two lines', 'a\u2028b@example.com'],
      ['one that is too long', `${'x'.repeat(320)}@example.com`],
    ])('comes in without an address where the pool has %s', async (_, email) => {
      const attributes = attributesOf(`without-${randomUUID()}`);
      const { email: _known, ...others } = attributes;

      expect(await invoke(eventOf(email === undefined ? others : { ...attributes, email }))).toMatchObject({
        failure: undefined,
      });

      expect(await rowsOf(attributes['sub']!)).toMatchObject([{ email: null }]);
      const { body } = await get(usersPaths.byCognitoId(attributes['sub']!));
      expect((await app.inject(usersPaths.profile(body.uuid))).json()).toMatchObject({ email: null });
    });

    it.each([
      ['Änne', 'änne'],
      ['jose\u0301', 'JOSÉ'],
      ['straße', 'STRASSE'],
      ['Νίκος', 'ΝΊΚΟΣ'],
    ])('is one user whether %j or %j', async (one, other) => {
      await invoke(eventOf(attributesOf(one, { email: `${one}@example.com` })));

      const twin = attributesOf(other, { email: `${randomUUID()}@example.com` });
      expect(await invoke(eventOf(twin))).toMatchObject({ body: { errorType: 'handle_taken' } });
      const sameAddress = attributesOf(randomUUID(), { email: `${other}@example.com` });
      expect(await invoke(eventOf(sameAddress))).toMatchObject({ body: { errorType: 'email_taken' } });
      expect(await get(usersPaths.byHandle(other))).toMatchObject({ body: { handle: one.normalize('NFC') } });
    });

    it('is refused without a sub, which no pool leaves out', async () => {
      const { sub: _, ...attributes } = attributesOf('nobody');

      expect(await invoke(eventOf(attributes))).toMatchObject({ failure: 'Unhandled' });
      expect((await get(usersPaths.byHandle('nobody'))).status).toBe(404);
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

    it('makes none for who asks only for those who are users already', async () => {
      const sub = await createInPool('franklin');
      const registered = `${usersPaths.byCognitoId(sub)}?${new URLSearchParams(REGISTERED_ONLY).toString()}`;

      expect(await get(registered)).toMatchObject({ status: 404, body: { codes: ['user_not_found'] } });
      expect(await rowsOf(sub)).toEqual([]);
      const { body } = await get(usersPaths.byCognitoId(sub));
      expect(await get(registered)).toEqual({ status: 200, body });
    });

    it('is refused by name when its handle is taken', async () => {
      await invoke(eventOf(attributesOf('zathras')));
      const sub = await createInPool('Zathras');

      expect(await get(usersPaths.byCognitoId(sub))).toMatchObject({ status: 409, body: { codes: ['handle_taken'] } });
      expect(await rowsOf(sub)).toEqual([]);
    });

    it.each([
      ['another sub', randomUUID()],
      ['a text that is no uuid', 'no-uuid'],
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
