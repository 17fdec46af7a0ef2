import { tellingLine } from './telling-line';

describe('The line that says why a process has ended', () => {
  it.each([
    [
      'above a stack of Node',
      [
        'The database cluster will be initialized with locale "xx_YY.UTF-8".',
        'Error: Postgres init script failed (code: 1). ERROR OUTPUT: initdb: error: invalid locale settings; check LANG',
        '    at ChildProcess.<anonymous> (file:///x/index.js:208:36)',
        '    at ChildProcess.emit (node:events:518:28)',
        '    at Process.onexit (node:internal/child_process:293:12)',
      ],
      /invalid locale settings/,
    ],
    [
      'of an uncaught error',
      [
        'node:events:497',
        '      throw er; // Unhandled event',
        '      ^',
        '',
        'Error: listen EADDRINUSE: address already in use 127.0.0.1:4567',
        '    at Server.setupListenHandle [as _listen2] (node:net:1937:16)',
        "  code: 'EADDRINUSE'",
        '}',
        '',
        'Node.js v24.4.0',
      ],
      /^Error: listen EADDRINUSE/,
    ],
    [
      'below a stack of Java, with its cause',
      [
        'ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)',
        'org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:9092',
        '\tat kafka.network.Acceptor.openServerSocket(SocketServer.scala:622)',
        'Caused by: java.net.BindException: Address already in use',
        '\tat java.base/sun.nio.ch.Net.bind0(Native Method)',
        '\t... 12 more',
      ],
      /^Caused by: .* Address already in use$/,
    ],
    [
      'of a log in JSON',
      ['{"level":"info","msg":"starting"}', '{"level":"fatal","msg":"USERS_PORT: expected a port"}'],
      /expected a port/,
    ],
    ['that is the last word', ['starting', 'no such table', ''], /^no such table$/],
    ['that is all there is', ['    at nowhere'], /^at nowhere$/],
  ])('is found %s', (_, lines, line) => expect(tellingLine(lines)).toMatch(line));

  it('is undefined where there are no lines', () => expect(tellingLine([])).toBeUndefined());
});
