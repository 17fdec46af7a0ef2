export { createUsersStore, type UsersStore } from '../directory/users.store';
