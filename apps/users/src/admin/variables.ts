export { databaseVariables } from '../config/users.config';
