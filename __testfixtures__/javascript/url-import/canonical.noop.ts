new Worker(new URL('./src/worker/new.ts', import.meta.url));
new URL('./src/services/api.ts', import.meta.url);
