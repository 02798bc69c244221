import { Manager } from '@/lib/ws';

/**
 * @template Manager
 * @param {Manager} manager
 */
export const make = (manager) => manager;

export const made = new Manager();
