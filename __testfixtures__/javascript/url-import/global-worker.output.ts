new self.Worker('./src/worker/new.ts');
new globalThis.SharedWorker(new URL('./src/worker/new.ts', import.meta.url));
