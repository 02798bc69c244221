export * from '../services/api';
export { default } from '../services/api';
