/**
 * What is taken:
 * @import {
 *   WebSocketManager as Manager, Status,
 * } from "@/services/ws"
 * @import create from '@/services/ws'
 * @import { WebSocketManager as OldManager } from '@/services/ws'
 * @import { WebSocketManager as Oldest } from '@/services/ws'
 * @import * as api from '@/services/api'
 */
export const nothing = 1;
