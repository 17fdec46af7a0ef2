export { isPassingFailure, tlsAdvice } from '../database/postgres-failures';
