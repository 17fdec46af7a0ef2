export { createUsersStore } from '../directory/users.store';
