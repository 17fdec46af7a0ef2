export { gatewayVariables } from '../config/gateway.config';
