/** @import { other } from '@/lib/ws' */
/** @import { WebSocketManager as Manager } from '@/services/ws' */

/**
 * @import { other as rest } from '@/lib/ws'
 * @import Ws, { WebSocketManager as M, Status } from '@/services/ws'
 * @param {M} manager
 */
export function start(manager) {}

  /** @import { fine } from "@/lib/ws"
   * @import { WebSocketManager as Second } from "@/services/ws" and more
   */
export const nothing = 1;
