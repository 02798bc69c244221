import Service from './src/worker/old?worker';

export const service = new Service();
