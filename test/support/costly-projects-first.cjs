const { default: TestSequencer } = require('@jest/test-sequencer');

/**
 * What starts processes comes before what starts none, so that no worker is left alone with a long file at the end; on a
 * fresh clone, where Jest knows no durations, it would go by the sizes of files.
 */
const ORDER = ['faults', 'web', 'e2e', 'integration', 'unit'];

module.exports = class extends TestSequencer {
  sort(tests) {
    const place = ({ context }) => ORDER.indexOf(context.config.displayName.name);
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
};
