import Service from '@/worker/new?worker';

export const service = new Service();
