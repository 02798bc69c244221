import { Manager } from '@/lib/ws';

/**
 * The Manager of all: {@link Manager}, {@link other.Manager}, {@link Manager#close | its end}.
 * @param {Manager} manager
 * @param {{ Manager: number, other: Promise<Manager[]> }} options the Manager to take
 * @param {import('./x').Manager | 'Manager' | Managers} [others]
 * @returns {Array<Manager>}
 */
export const make = (manager, options, others) => [new Manager(manager, options, others)];

/** @type {typeof Manager} */
export let given;

/** @extends Manager */
export class Other extends Manager {}
