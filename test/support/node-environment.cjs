const { TestEnvironment } = require('jest-environment-node');

/**
 * Errors of Node's own modules (a refused connection, say) are made outside jest's sandbox. With Node's own `Error`
 * inside it too, `instanceof Error` holds for them, as it does in a service.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.Error = Error;
  }
};
