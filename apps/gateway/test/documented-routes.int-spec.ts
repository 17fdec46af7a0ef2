import type { InjectOptions } from 'fastify';
import { BESIDE_THE_CONTRACT } from '../../../test/support/contract/openapi-file';
import { OPERATIONS } from '../src/openapi/operations';
import { startGateway, type TestGateway } from './support/gateway';

describe('the OpenAPI document', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    // All routes are asked at once.
    gateway = await startGateway({ MAX_REQUESTS_PER_ADDRESS: '1000' });
  });
  afterAll(() => gateway.stop());

  const asRoute = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

  it('has every route of the gateway, and no other', async () => {
    const candidates = gateway.routes
      .map((route) => route.split(' ') as [InjectOptions['method'], string])
      .filter(([method, url]) => url.startsWith('/') && !BESIDE_THE_CONTRACT.test(url) && method !== 'HEAD');
    const answered = await Promise.all(
      candidates.map(async ([method, url]) => {
        const { statusCode } = await gateway.app.inject({ method, url });
        return statusCode === 405 ? [] : [`${method} ${url}`];
      }),
    );
    const documented = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${asRoute(path)}`);
    expect(documented.sort()).toEqual(answered.flat().sort());
  });

  it('says by which limit each of them is counted, and which are open', () => {
    for (const { method, path, limit, caller } of OPERATIONS) {
      const {
        rateLimit,
        isOpen = false,
        isProbe = false,
      } = gateway.configOf(`${method.toUpperCase()} ${asRoute(path)}`);
      expect({ path, rateLimit }).toEqual({ path, rateLimit: limit });
      expect({ path, isOpen, isProbe }).toEqual({
        path,
        isOpen: caller === 'anybody' || caller === 'as-configured',
        isProbe: caller === 'probe',
      });
    }
  });
});
