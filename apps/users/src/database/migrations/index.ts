export * from './1763978400000-create-users';
export * from './1764061200000-add-user-version';
export * from './1764061260000-create-outbox';
export * from './1795550400000-add-outbox-origin';
export * from './1795824000000-identify-users-by-unicode';
export * from './1796000000000-add-suspension-and-former-handles';
export * from './1796000060000-create-erasures';
