import { Service } from './src/effects/next';
import './src/effects/second';

export const service = new Service();
