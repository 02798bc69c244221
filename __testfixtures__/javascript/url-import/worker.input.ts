const a = new Worker(new URL('./src/worker/old.ts', import.meta.url));
const b = new Worker('./src/worker/old.js', { type: 'module' });
const c = new SharedWorker(new URL("./src/worker/old.js", import.meta.url));
