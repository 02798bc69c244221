import { Service } from './src/effects/other-names';
import './src/effects/second';

export const service = new Service();
