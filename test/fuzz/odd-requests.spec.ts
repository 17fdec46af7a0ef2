import fc from 'fast-check';
import { openApiFile } from '../support/contract/openapi-file';
import { oddRequest } from './odd-requests';

const SAMPLES = 5_000;

it('odd requests reach every operation of the contract', () => {
  const known = { tokens: ['token'], groupUuids: ['5ae290ed-55d1-47a0-bc6d-fe2bc2700399'] };
  const lines = fc
    .sample(oddRequest(known), { numRuns: SAMPLES, seed: 1 })
    .map((bytes) => bytes.toString('latin1').split('\r\n', 1)[0]!);
  const operations = Object.entries(openApiFile().paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(operations.length).toBeGreaterThan(40);
  const isReached = (operation: string): boolean => {
    const pattern = operation.replaceAll(/\{\w+\}/g, '[^/?]+');
    return lines.some((line) => new RegExp(`^${pattern}(\\?\\S*)? HTTP/`).test(line));
  };
  expect(operations.filter((operation) => !isReached(operation))).toEqual([]);
});
