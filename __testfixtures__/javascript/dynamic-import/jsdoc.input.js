/**
 * @param {import('./src/lib/ws').Manager} manager
 * @returns {import("./src/services/api").Reply}
 */
export function f(manager) {}
// import('./src/services/api')
