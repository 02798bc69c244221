/** @import { Manager, other } from '@/lib/ws' */

/**
 * @import Ws, { Manager as M, Status, other as rest } from '@/lib/ws'
 * @param {M} manager
 */
export function start(manager) {}

  /** @import {
   *   Manager as Second,
   *   fine,
   * } from "@/lib/ws" and more
   */
export const nothing = 1;
