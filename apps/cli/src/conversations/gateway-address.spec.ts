import { EXIT } from '@local-stack/terminal/exit-code';
import { gatewayAddress } from './gateway-address';

describe('the address of the gateway', () => {
  it.each(['http://127.0.0.1:4567', 'https://api.example.com/'])('is %s as it is told', (gateway) =>
    expect(gatewayAddress({ gateway, prod: true })).toBe(gateway),
  );

  it('is here where nothing else is said', () =>
    expect(gatewayAddress({})).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+$/));

  it.each([
    [{ gateway: 'localhost:4567' }, '--gateway is no address: localhost:4567'],
    [{ gateway: 'gateway' }, '--gateway is no address: gateway'],
    [{ gateway: '' }, '--gateway is no address: '],
    [{ prod: true }, '--prod wants --gateway'],
  ])('is asked for where it is %j', (options, sentence) => {
    const wrongUse = expect.objectContaining({
      exitCode: EXIT.wrongUse,
      message: expect.stringContaining(sentence) as string,
    }) as Error;
    expect(() => gatewayAddress(options)).toThrow(wrongUse);
  });
});
