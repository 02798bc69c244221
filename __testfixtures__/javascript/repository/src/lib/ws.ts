export { WebSocketManager as Manager, MODE, connect as open } from '../services/ws';
export type { Status } from '../services/ws';
export { default } from '../services/ws';
export const helper = 1;
export const other = 2;
export const Gone = 3;
export const Nowhere = 4;
export const Shape = 5;
