export { Row, delete as remove } from './delete';
export const kept = 1;
