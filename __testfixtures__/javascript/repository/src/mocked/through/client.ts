export * from '../given/client';
