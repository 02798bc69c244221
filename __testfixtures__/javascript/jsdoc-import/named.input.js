/** @import { Manager, Status as S } from '@/lib/ws' */

/** @param {Manager} manager @returns {S} */
export const statusOf = (manager) => manager.status;
