export { type AccountDetails, type AccountsStore, createAccountsStore } from '../accounts/accounts.store';
export { createErasuresStore, type ErasuresStore } from '../accounts/erasures.store';
export type { Erasure } from '../database/erasure.entity';
