import { WebSocketManager } from '@/services/ws';

/**
 * The Manager of all: {@link WebSocketManager}, {@link other.Manager}, {@link WebSocketManager#close | its end}.
 * @param {WebSocketManager} manager
 * @param {{ Manager: number, other: Promise<WebSocketManager[]> }} options the Manager to take
 * @param {import('./x').Manager | 'Manager' | Managers} [others]
 * @returns {Array<WebSocketManager>}
 */
export const make = (manager, options, others) => [new WebSocketManager(manager, options, others)];

/** @type {typeof WebSocketManager} */
export let given;

/** @extends WebSocketManager */
export class Other extends WebSocketManager {}
