import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Profile, usersPaths } from '@app/common/contracts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { migrate } from '../src/admin/migrate';
import { UsersStore } from '../src/directory/users.store';
import { createUsersApp } from './users-app';

describe('A profile', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let uuid: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    app = await createUsersApp(database.url);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  beforeEach(async () => {
    const handle = `g-${randomUUID().slice(0, 8)}`;
    const gkar = { handle, displayName: 'G’Kar', email: `${handle}@example.com` };
    ({ uuid } = await app.get(UsersStore).register(gkar));
  });

  const read = async () => {
    const answer = await app.inject(usersPaths.profile(uuid));
    return { status: answer.statusCode, body: answer.json<Profile>() };
  };

  const update = async (payload: object) => {
    const answer = await app.inject({ method: 'PUT', url: usersPaths.profile(uuid), payload });
    return { status: answer.statusCode, body: answer.json<Profile & { codes: string[] }>() };
  };

  const version = async () => {
    const [row] = await database.query(`SELECT version FROM users WHERE uuid = '${uuid}'`);
    return row?.['version'];
  };

  it('is what was registered, at first', async () => {
    expect(await read()).toEqual({
      status: 200,
      body: {
        uuid,
        handle: expect.stringMatching(/^g-/) as string,
        displayName: 'G’Kar',
        email: expect.stringMatching(/^g-.*@example\.com$/) as string,
        bio: null,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      },
    });
  });

  it('becomes what its user says, without white space around it', async () => {
    const answer = await update({ displayName: '  Citizen G’Kar ', bio: '\nAuthor.\nAmbassador. ' });

    expect(answer).toMatchObject({ status: 200, body: { displayName: 'Citizen G’Kar', bio: 'Author.\nAmbassador.' } });
    expect(await read()).toEqual(answer);
  });

  it('keeps its bio where none is given, and loses it to a blank one', async () => {
    await update({ displayName: 'G’Kar', bio: 'Author' });

    expect((await update({ displayName: 'Ha’Kar' })).body).toMatchObject({ displayName: 'Ha’Kar', bio: 'Author' });
    expect((await update({ displayName: 'Ha’Kar', bio: ' ' })).body).toMatchObject({ bio: null });
    await update({ displayName: 'Ha’Kar', bio: 'Author' });
    expect((await update({ displayName: 'Ha’Kar', bio: null })).body).toMatchObject({ bio: null });
  });

  it('has no bio where that shows nothing, and line feeds in one that was typed elsewhere', async () => {
    expect((await update({ displayName: 'x', bio: 'a\r\nb\rc' })).body).toMatchObject({ bio: 'a\nb\nc' });
    expect((await update({ displayName: 'x', bio: '\u200b\u2060' })).body).toMatchObject({ bio: null });
  });

  it('is not changed by what it says already', async () => {
    expect((await update({ displayName: 'G’Kar', bio: 'Author' })).status).toBe(200);
    expect((await update({ displayName: 'G’Kar', bio: 'Author' })).status).toBe(200);

    expect(await version()).toBe(2);
  });

  it('takes both of two changes at once, one after the other', async () => {
    await Promise.all([update({ displayName: 'One' }), update({ displayName: 'Other' })]);

    expect(await version()).toBe(3);
  });

  it.each([
    ['the longest name and bio', { displayName: '🛸'.repeat(128), bio: '🛸'.repeat(1024) }, []],
    ['a name that is one too long', { displayName: '🛸'.repeat(129) }, ['display_name_exceed_max_chars_128']],
    ['a bio that is one too long', { displayName: 'x', bio: 'x'.repeat(1025) }, ['bio_exceed_max_chars_1024']],
    ['no name', {}, ['display_name_blank']],
    ['a blank name', { displayName: ' \n ' }, ['display_name_blank']],
    ['a name that is null', { displayName: null }, ['display_name_blank']],
    ['a name that is no text', { displayName: 7 }, ['display_name_malformed']],
    ['a name with a control character', { displayName: 'a\u0007b' }, ['display_name_malformed']],
    ['a name with a joiner', { displayName: 'علی\u200cرضا' }, []],
    [
      'a name with a family and a flag',
      { displayName: 'Anne 👨‍👩‍👧‍👦🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}' },
      [],
    ],
    ['a name under many marks', { displayName: `z${'\u0335'.repeat(60)}` }, []],
    ['a name with a mark of direction', { displayName: 'שלום\u200f!' }, []],
    ['a name of Hangul in parts', { displayName: '\u1112\u1161\u11ab' }, []],
    ['a name that shows nothing', { displayName: '\u3164' }, ['display_name_blank']],
    ['a name of a joiner', { displayName: '\u200d' }, ['display_name_blank']],
    ['a name of a mark', { displayName: '\u0301' }, ['display_name_blank']],
    ['a name of a blank of Braille', { displayName: ' \u2800 ' }, ['display_name_blank']],
    ['a name that turns what follows', { displayName: 'a\u202eb' }, ['display_name_malformed']],
    ['a name with an isolate', { displayName: '\u2067a\u2069' }, ['display_name_malformed']],
    ['a name of two lines', { displayName: 'line1\u2028line2' }, ['display_name_malformed']],
    ['a name of two paragraphs', { displayName: 'a\u2029b' }, ['display_name_malformed']],
    ['a name with a next line', { displayName: 'a\u0085b' }, ['display_name_malformed']],
    ['a name with a tab', { displayName: 'a\tb' }, ['display_name_malformed']],
    ['a bio with an escape', { displayName: 'x', bio: '\u001b[31m' }, ['bio_malformed']],
    ['a name of half a character', { displayName: '\ud800' }, ['display_name_malformed']],
    ['a bio that is no text', { displayName: 'x', bio: ['x'] }, ['bio_malformed']],
    ['a bio with a NUL', { displayName: 'x', bio: 'a\0b' }, ['bio_malformed']],
    ['a bio of half a character', { displayName: 'x', bio: '\udfff' }, ['bio_malformed']],
    ['two wrong fields', { displayName: '', bio: 1 }, ['display_name_blank', 'bio_malformed']],
    ['no object', [], ['body_not_json_object']],
  ])('answers %s by code', async (_, payload, codes) => {
    const answer = await update(payload);

    expect(answer.body.codes ?? []).toEqual(codes);
    expect(answer.status).toBe(codes.length === 0 ? 200 : codes.includes('body_not_json_object') ? 400 : 422);
    expect(await version()).toBe(codes.length === 0 ? 2 : 1);
  });

  it.each([
    ['nobody’s', randomUUID()],
    ['none', 'no-uuid'],
    ['a NUL', '\0'],
  ])('is not found by a uuid that is %s', async (_, unknown) => {
    uuid = unknown;

    expect(await read()).toMatchObject({ status: 404, body: { codes: ['user_not_found'] } });
    expect(await update({ displayName: 'x' })).toMatchObject({ status: 404, body: { codes: ['user_not_found'] } });
    expect((await app.inject({ method: 'DELETE', url: `/users/${encodeURIComponent(unknown)}` })).statusCode).toBe(404);
  });

  it('is gone with its user', async () => {
    expect((await app.inject({ method: 'DELETE', url: `/users/${uuid}` })).statusCode).toBe(204);

    expect((await read()).status).toBe(404);
  });
});
