import { stopBackingServices } from './backing-services';

export default stopBackingServices;
