import { foldCase, identityOf } from '@app/common/text';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { migrate } from '../src/admin/migrate';

const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** Every character that is not its own identity, or might not be: another case, another composition, or not seen. */
function peculiar(): string[] {
  const found: string[] = [];
  for (let code = 1; code < 0xe1000; code += 1) {
    if (code >= 0xac00 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const isPlain = foldCase(character) === character && character.normalize('NFD') === character;
    if (!isPlain || UNSEEN.test(character)) found.push(character);
  }
  return found;
}

describe.each([
  ['the locale of the cluster', ''],
  ['no locale', `TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`],
  ['the rules of Turkish', `TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'`],
])('The identity of a name, in a database with %s,', (_, options) => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase(options);
    await migrate(database.url);
    client = new Client(database.url);
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const inPostgres = async (texts: string[], expression: string): Promise<unknown[]> => {
    const sql = `SELECT ${expression} AS answer FROM unnest($1::text[]) WITH ORDINALITY AS given (text, at) ORDER BY at`;
    const { rows } = await client.query<{ answer: unknown }>(sql, [texts]);
    return rows.map(({ answer }) => answer);
  };

  it('is the same in Postgres and here, for every character', async () => {
    const texts = peculiar().flatMap((character) => [character, `x${character}\u0301y`, `${character}Σ`]);
    expect(texts.length).toBeGreaterThan(10_000);

    const answers = await inPostgres(texts, 'identity_of(text)');

    expect(texts.filter((text, at) => answers[at] !== identityOf(text))).toEqual([]);
  });

  it('is as Unicode folds the case, which Postgres 18 does by itself', async () => {
    const texts = peculiar().filter((character) => !UNSEEN.test(character));

    const answers = await inPostgres(texts, 'identity_of(text) = identity_of(casefold(text COLLATE pg_unicode_fast))');

    expect(texts.filter((_, at) => answers[at] !== true)).toEqual([]);
  });

  it('is nothing where there is nothing', async () => {
    const { rows } = await client.query('SELECT identity_of(NULL) AS answer');
    expect(rows).toEqual([{ answer: null }]);
  });
});
