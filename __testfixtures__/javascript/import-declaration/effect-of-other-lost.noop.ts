import { Service } from './src/effects/other-names';

export const service = new Service();
