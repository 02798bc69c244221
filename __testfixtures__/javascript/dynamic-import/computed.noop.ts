const name = 'ws';
await import(`@/lib/${name}`);
await import('@/lib/' + name);
