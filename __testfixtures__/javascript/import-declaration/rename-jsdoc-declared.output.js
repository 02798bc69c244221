import { WebSocketManager as Manager } from '@/services/ws';

/**
 * @template Manager
 * @param {Manager} manager
 */
export const make = (manager) => manager;

export const made = new Manager();
