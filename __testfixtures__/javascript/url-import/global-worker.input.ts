new self.Worker('./src/worker/old.ts');
new globalThis.SharedWorker(new URL('./src/worker/old.ts', import.meta.url));
