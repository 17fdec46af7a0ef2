export { groupProjectorVariables } from '../config/group-projector.config';
