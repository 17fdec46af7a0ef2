/** Loaded into a service before its own code: from SIGWINCH on, no call of the part that HANGS names ever comes back. */
const { join } = require('node:path');
const { Kafka } = require('kafkajs');

const built = (path) => require(join(__dirname, '../../../dist/apps', path));

let hangs = false;
process.on('SIGWINCH', () => (hangs = true));

function hang(owner, method) {
  const original = owner[method];
  owner[method] = function (...given) {
    return hangs ? new Promise(() => undefined) : original.apply(this, given);
  };
}

const createProducer = Kafka.prototype.producer;
const parts = {
  discovery: () => hang(built('stream-relay/src/table-streams.js').TableStreams.prototype, 'shards'),
  reader: () => hang(built('stream-relay/src/table-streams.js').TableStreams.prototype, 'read'),
  producer: () => {
    Kafka.prototype.producer = function (...given) {
      const producer = createProducer.apply(this, given);
      hang(producer, 'sendBatch');
      return producer;
    };
  },
  rows: () => hang(built('group-projector/src/group-rows.store.js').GroupRowsStore.prototype, 'moveOn'),
};
parts[process.env.HANGS]();
