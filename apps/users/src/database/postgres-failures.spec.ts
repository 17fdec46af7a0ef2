import { DatabaseError } from 'pg';
import { EntityMetadataNotFoundError, QueryFailedError } from 'typeorm';
import { isPassingFailure, tlsAdvice, violatedUniqueness } from './postgres-failures';

const fromServer = (code: string, constraint?: string): QueryFailedError =>
  new QueryFailedError('SELECT', [], Object.assign(new DatabaseError('…', 1, 'error'), { code, constraint }));

describe('A failure of Postgres', () => {
  it.each(['08006', '53300', '57014', '57P01', '57P03', '40001', '40P01', '25006'])('may pass: %s', (code) => {
    expect(isPassingFailure(fromServer(code))).toBe(true);
  });

  it.each(['23505', '42P01', '22021', '28P01', '3D000'])('does not pass by waiting: %s', (code) => {
    expect(isPassingFailure(fromServer(code))).toBe(false);
  });

  it('may pass when the connection failed, in a query or before it', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

    expect(isPassingFailure(refused)).toBe(true);
    expect(isPassingFailure(new AggregateError([refused]))).toBe(true);
    expect(isPassingFailure(new QueryFailedError('SELECT', [], new Error('Connection terminated')))).toBe(true);
  });

  it('does not pass when the mistake is in the code', () => {
    expect(isPassingFailure(new TypeError('x is not a function'))).toBe(false);
    expect(isPassingFailure(new EntityMetadataNotFoundError('Nobody'))).toBe(false);
    expect(isPassingFailure('thrown')).toBe(false);
  });

  it.each([
    'self-signed certificate in certificate chain',
    'unable to verify the first certificate',
    "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
    'The server does not support SSL connections',
  ])('names the variable to look at: %s', (message) => {
    expect(tlsAdvice(new Error(message))).toBe(' (see sslmode and sslrootcert in DATABASE_URL)');
  });

  it('names no variable where it has nothing to do with TLS', () => {
    expect(tlsAdvice(new Error('connect ECONNREFUSED 127.0.0.1:5432'))).toBe('');
    expect(tlsAdvice('thrown')).toBe('');
  });

  it('names the constraint that a taken value violates', () => {
    expect(violatedUniqueness(fromServer('23505', 'users_handle_key'))).toBe('users_handle_key');
    expect(violatedUniqueness(fromServer('23514', 'users_check'))).toBeUndefined();
    expect(violatedUniqueness(new Error('away'))).toBeUndefined();
  });
});
