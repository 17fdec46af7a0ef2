export { messagesVariables } from '../config/messages.config';
