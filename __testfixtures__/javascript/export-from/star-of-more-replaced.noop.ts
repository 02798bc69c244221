export * from './src/other-api';
