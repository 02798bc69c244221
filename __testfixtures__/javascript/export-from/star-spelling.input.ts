export * from './src/services/api';
