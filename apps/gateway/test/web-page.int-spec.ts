import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { startGateway, type TestGateway } from './support/gateway';
import { rawRequest } from './support/raw-request';

const POOL = 'http://127.0.0.1:9229';
const INDEX = '<!doctype html><script type="module" src="/assets/index-C0ffee.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('hello '.repeat(1_000))});`;
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  `connect-src 'self' ${POOL}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

describe('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-'));
  let gateway: TestGateway;

  beforeAll(async () => {
    mkdirSync(join(folder, 'web/assets/deeper'), { recursive: true });
    writeFileSync(join(folder, 'secret.js'), 'not of the page');
    writeFileSync(join(folder, 'web/index.html'), INDEX);
    writeFileSync(join(folder, 'web/assets/index-C0ffee.js'), SCRIPT);
    writeFileSync(join(folder, 'web/assets/index-C0ffee.css'), 'body { margin: 0 }');
    gateway = await startGateway({ WEB_SIGN_IN: 'password', WEB_SIGN_IN_URL: POOL }, undefined, join(folder, 'web'));
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${gateway.url}${path}`, { method, headers });

  it('may run and show only what comes from here, and ask nobody else but the pool', async () => {
    const answer = await ask('/');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toBe(INDEX);
    expect(answer.headers.get('content-security-policy')?.split(';')).toEqual(POLICY);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['gzip', 'identity'])('is asked for anew each time, and sent where it has changed: %s', async (encoding) => {
    const first = await ask('/', { 'accept-encoding': encoding });
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = { 'accept-encoding': encoding, 'if-none-match': String(first.headers.get('etag')) };
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await ask('/', again, method);
      expect([status, headers.get('etag'), headers.get('cache-control'), headers.get('vary')]).toEqual([
        304,
        first.headers.get('etag'),
        'no-cache',
        first.headers.get('vary'),
      ]);
    }
    expect((await ask('/', { 'if-none-match': '"of an earlier build"' })).status).toBe(200);
  });

  it.each([
    ['index-C0ffee.js', 'text/javascript; charset=utf-8'],
    ['index-C0ffee.css', 'text/css; charset=utf-8'],
  ])('loads what is kept for a year without asking: %s', async (name, type) => {
    const answer = await ask(`/assets/${name}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it.each(['gzip', 'br', 'identity'])('loads the same for who takes %s', async (encoding) => {
    const answer = await ask('/assets/index-C0ffee.js', { 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(await answer.text()).toBe(SCRIPT);
  });

  it.each(['/', '/assets/index-C0ffee.js'])('tells to HEAD what GET would: %s', async (path) => {
    const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'content-encoding', 'cache-control', 'etag', 'vary']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
  });

  it.each([
    '/assets/nothing.js',
    '/assets/',
    '/assets',
    '/assets/deeper',
    '/assets/..%2f..%2fsecret.js',
    '/assets/..%2findex.html',
    '/index.html',
    '/stack-status.json',
  ])('has no other files: %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.json(), answer.headers.get('cache-control')]).toEqual([
      404,
      ['not_found'],
      'no-store',
    ]);
  });

  it.each([
    '/assets/../index.html',
    '/assets/../../secret.js',
    '/assets/%2e%2e/index.html',
    '/assets//index-C0ffee.js',
  ])('has no way to others: %s', async (path) => {
    const answer = await rawRequest(gateway.url, `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
  });

  it('answers no other method', async () => {
    for (const path of ['/', '/assets/index-C0ffee.js', '/config.json']) {
      const answer = await ask(path, {}, 'POST');
      expect([answer.status, await answer.json(), answer.headers.get('allow')]).toEqual([
        405,
        ['method_not_allowed'],
        'GET, HEAD',
      ]);
    }
  });

  it('reads where it is, which nobody keeps', async () => {
    const answer = await ask('/config.json');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toEqual({
      sign_in: {
        kind: 'password',
        endpoint: POOL,
        user_pool_id: gateway.issuer.url.split('/').at(-1),
        client_id: gateway.issuer.clientId,
      },
      demo: null,
      stack_status: false,
    });
  });
});

describe('without a build', () => {
  it('there is no page, which is told once, and all else goes on', async () => {
    const log = jest.spyOn(Logger.prototype, 'log');
    const gateway = await startGateway();
    expect(log.mock.calls.filter(([line]) => String(line).startsWith('the page is not built'))).toHaveLength(1);
    log.mockRestore();
    expect((await gateway.app.inject({ url: '/' })).json()).toEqual(['not_found']);
    expect((await gateway.app.inject({ url: '/assets/index-C0ffee.js' })).statusCode).toBe(404);
    expect((await gateway.app.inject({ url: '/config.json' })).statusCode).toBe(200);
    expect((await gateway.app.inject({ url: '/api/health-check' })).statusCode).toBe(200);
    await gateway.stop();
  });
});

describe('where the page is switched off', () => {
  it.each(['/', '/assets/index-C0ffee.js', '/config.json', '/stack-status.json'])('there is no %s', async (url) => {
    const gateway = await startGateway({ WEB_PAGE: 'false', WEB_STACK_SOCKET: '/tmp/no.sock' });
    const answer = await gateway.app.inject({ url });
    expect([answer.statusCode, answer.json()]).toEqual([404, ['not_found']]);
    await gateway.stop();
  });
});
