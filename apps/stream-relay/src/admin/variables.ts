export { streamRelayVariables } from '../config/stream-relay.config';
