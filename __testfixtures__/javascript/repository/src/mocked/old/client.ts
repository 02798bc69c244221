export * from '../plain/client';
