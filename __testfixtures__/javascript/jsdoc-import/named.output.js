/** @import { WebSocketManager as Manager, Status as S } from '@/services/ws' */

/** @param {Manager} manager @returns {S} */
export const statusOf = (manager) => manager.status;
