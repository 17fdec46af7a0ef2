import { openApiDocument } from '../src/openapi/document';
import { startGateway, type TestGateway } from './support/gateway';

const POOL = 'http://127.0.0.1:9229';

describe('the documents of the API', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ API_DOCS_SIGN_IN_URL: POOL });
  });
  afterAll(() => gateway.stop());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${gateway.url}${path}`, { headers });

  it('are the contract that the code makes, for everybody', async () => {
    const answer = await get('/openapi.json');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('are a page that loads nothing from elsewhere', async () => {
    const page = await get('/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const loaded = [...(await page.text()).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) {
      expect(address).toMatch(/^docs\/[\w.-]+$/);
      const file = await get(`/${address}`);
      expect([address, file.status, file.headers.get('cache-control')]).toEqual([address, 200, 'public, max-age=3600']);
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it('run only what comes from here, and ask nobody else but the pool', async () => {
    const policy = (await get('/docs')).headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
    expect(policy).toContain(`connect-src 'self' ${POOL}`);
    expect(policy.join()).not.toMatch(/unsafe|\*/);
    const { headers } = await get('/docs/docs.js');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it('tell the page where to sign in', async () => {
    expect(await (await get('/docs/settings.json')).json()).toEqual({
      sign_in: { endpoint: POOL, client_id: gateway.issuer.clientId },
    });
  });

  it.each(['gzip', 'br', 'identity'])('are the same for who takes %s', async (encoding) => {
    const answer = await get('/docs/swagger-ui-bundle.js', { 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    expect(await answer.text()).toContain('SwaggerUIBundle');
  });

  it.each(['/docs/nothing.js', '/docs/..%2fdocs.html', '/docs/', '/docs/package.json'])(
    'have no other files: %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, await answer.json()]).toEqual([404, ['not_found']]);
    },
  );
});

describe('without documents of the API', () => {
  it.each(['/openapi.json', '/docs', '/docs/docs.js', '/docs/settings.json'])('there is no %s', async (url) => {
    const gateway = await startGateway({ API_DOCS: 'false' });
    const answer = await gateway.app.inject({ url });
    expect([answer.statusCode, answer.json()]).toEqual([404, ['not_found']]);
    await gateway.stop();
  });
});

it('without a pool the page takes a token, and may ask nobody but the gateway', async () => {
  const gateway = await startGateway();
  expect((await gateway.app.inject({ url: '/docs/settings.json' })).json()).toEqual({ sign_in: null });
  expect((await gateway.app.inject({ url: '/docs' })).headers['content-security-policy']).toContain(
    ";connect-src 'self';",
  );
  await gateway.stop();
});
