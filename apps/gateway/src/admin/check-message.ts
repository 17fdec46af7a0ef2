export { checkMessage } from '../messages/messages.requests';
