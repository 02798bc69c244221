/**
 * @param {import('@/services/ws').WebSocketManager} manager
 * @returns {import("@/services/api").Reply}
 */
export function f(manager) {}
// import('./src/services/api')
