const M = (await import('@/lib/ws')).Manager;
