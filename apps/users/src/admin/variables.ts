export { renamingVariables } from '../config/renaming.config';
export { databaseVariables, usersVariables } from '../config/users.config';
