export { databaseVariables, usersVariables } from '../config/users.config';
