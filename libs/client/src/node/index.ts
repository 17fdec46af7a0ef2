export { FileOutboxStore } from './file-outbox-store.js';
