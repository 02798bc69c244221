/// <reference path="./src/lib/ws.ts" />
// './src/lib/ws' in a comment is no text.
export const glob = import.meta.glob(['./src/lib/ws.ts', './src/*.ts']);
export const all = ['@/lib/ws', '@/services/ws', 'lib'];
importScripts('./src/lib/ws.js');
