export { changeVariables, messagesVariables } from '../config/messages.config';
