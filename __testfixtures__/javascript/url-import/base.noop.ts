new URL('./src/worker/old.ts', location.href);
new URL('@/worker/old', import.meta.url);
new Worker('worker/old.ts');
