const a = new Worker(new URL('./src/worker/new.ts', import.meta.url));
const b = new Worker('./src/worker/new.js', { type: 'module' });
const c = new SharedWorker(new URL("./src/worker/new.js", import.meta.url));
