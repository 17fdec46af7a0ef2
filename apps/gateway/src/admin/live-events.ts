export { ACCESS_TOKEN } from '../openapi/description/access-token';
export { readEvents } from '../openapi/operations/events.operations';
