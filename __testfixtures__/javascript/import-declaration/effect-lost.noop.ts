import { Service } from './src/effects/old';

export const service = new Service();
