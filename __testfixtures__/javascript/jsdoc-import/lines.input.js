/**
 * What is taken:
 * @import {
 *   Manager, Status,
 * } from "@/lib/ws"
 * @import create from '@/lib/ws'
 * @import OldManager from '@/legacy/socket'
 * @import { default as Oldest } from '@/legacy/socket'
 * @import * as api from './src/services/api'
 */
export const nothing = 1;
