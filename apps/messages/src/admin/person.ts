export { DirectoryByUuid } from './person/group-exit';
export { CONTACTS_HOLD_MS, PersonErasure } from './person/person-erasure';
export { PersonExport } from './person/person-export';
