export { type AccountDetails, type AccountsStore, createAccountsStore } from '../accounts/accounts.store';
